export { Camera, type CameraOptions, type CameraPlatform, type CameraState } from './capture/camera.js';
export type { CaptureDevice, CaptureProblem, CaptureProblemCode } from './capture/capture-problem.js';
export type { FrameGrabber } from './capture/frame-grabber.js';
export {
  Microphone,
  type MicrophoneOptions,
  type MicrophonePiece,
  type MicrophonePlatform,
  type MicrophoneState,
} from './capture/microphone.js';
export type { MicrophonePipeline, MicrophonePipelineOptions } from './capture/microphone-pipeline.js';
export { MICROPHONE_RATE_HZ, PIECE_SAMPLES, type PieceSink } from './capture/piece-framer.js';
export { StateStore } from './capture/state-store.js';
export { type Clock, systemClock } from './session/clock.js';
export { TokenPrefetcher, type TokenPrefetcherOptions, type TokenPrefetcherState } from './session/token-prefetcher.js';
