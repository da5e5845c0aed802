'use client';

export {
  type Announcements,
  BrowserError,
  type BrowserErrorCode,
  type Caption,
  type ConversationState,
  type ConversationStateName,
  DEFAULT_NATURAL_LIP_SYNC_CONFIG,
  type ExpressionOptions,
  type Expressiveness,
  type GeminiAudioVisemeMessage,
  type LipwireClient,
  type LipwireEvent,
  type LipwireState,
  type MascotPlaybackOptions,
  type MascotResponseData,
  type MascotTheme,
  type MouthFrame,
  type MouthMap,
  NATURAL_LIP_SYNC_PRESETS,
  type NaturalLipSyncConfig,
  NaturalLipSyncProcessor,
  processNaturalLipSync,
  type RigReport,
  type RigStrategyName,
  type RiveView,
  type SessionStatus,
  type VisemeInput,
  type WireViseme,
} from '@lipwire/browser';
export { ReactError, type ReactErrorCode } from './errors.js';
export { MascotCaptions, type MascotCaptionsProps } from './mascot-captions.js';
export { type AppRiveState, MascotClient, type MascotClientProps } from './mascot-client.js';
export { MascotProvider, type MascotProviderProps } from './mascot-provider.js';
export { MascotRive, type MascotRiveProps } from './mascot-rive.js';
export { MascotStatus, type MascotStatusProps } from './mascot-status.js';
export { Alignment, Fit } from './rive-runtime.js';
export { useLipwireClient } from './use-lipwire-client.js';
export { type MascotExpression, type UseMascotResult, useMascot } from './use-mascot.js';
export { type UseMascotCameraResult, useMascotCamera } from './use-mascot-camera.js';
export { useMascotCaptions } from './use-mascot-captions.js';
export {
  type LiveAPISession,
  type UseMascotLiveAPIOptions,
  type UseMascotLiveAPIResult,
  useMascotLiveAPI,
} from './use-mascot-live-api.js';
export { type UseMascotMediaOptions, type UseMascotMediaResult, useMascotMedia } from './use-mascot-media.js';
export {
  type UseMascotMicrophoneOptions,
  type UseMascotMicrophoneResult,
  useMascotMicrophone,
} from './use-mascot-microphone.js';
export { type UseMascotPlaybackResult, useMascotPlayback } from './use-mascot-playback.js';
export { useMascotState } from './use-mascot-state.js';
export { type UseMascotToolsResult, useMascotTools } from './use-mascot-tools.js';
