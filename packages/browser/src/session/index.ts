export type { LiveCloseEvent, LiveRealtimeInput, LiveSdkCallbacks, LiveSdkSession } from './live-sdk.js';
export { LiveSession } from './live-session.js';
export type {
  LiveConnectRequest,
  LiveReconnecting,
  LiveResumed,
  LiveSessionCallbacks,
  LiveSessionOptions,
  LiveSessionProblem,
  LiveSessionState,
} from './live-session-options.js';
export type { Network } from './network.js';
export { TokenPrefetcher, type TokenPrefetcherOptions, type TokenPrefetcherState } from './token-prefetcher.js';
