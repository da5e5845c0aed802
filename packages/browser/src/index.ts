export {
  DEFAULT_NATURAL_LIP_SYNC_CONFIG,
  NATURAL_LIP_SYNC_PRESETS,
  type NaturalLipSyncConfig,
  NaturalLipSyncProcessor,
  processNaturalLipSync,
  type VisemeInput,
  type WireViseme,
} from '@lipwire/cues';
export type { CallFollower } from './call-follower.js';
export type { Caption } from './captions/caption.js';
export type { Captions } from './captions/captions.js';
export { captionsOf, type FollowedCall } from './captions/captions-of.js';
export {
  Camera,
  type CameraOptions,
  type CameraPlatform,
  type CameraState,
  type FacingMode,
} from './capture/camera.js';
export type { CapturePlatform, MediaDevicesLike } from './capture/capture-platform.js';
export type {
  CaptureDevice,
  CapturePermission,
  CaptureProblem,
  CaptureProblemCode,
} from './capture/capture-problem.js';
export type { CaptureDeviceInfo, DeviceList } from './capture/device-list.js';
export type { FrameGrabber, FrameGrabberOptions } from './capture/frame-grabber.js';
export {
  Microphone,
  type MicrophoneOptions,
  type MicrophonePiece,
  type MicrophonePlatform,
  type MicrophoneState,
} from './capture/microphone.js';
export type { MicrophonePipeline, MicrophonePipelineOptions } from './capture/microphone-pipeline.js';
export { MICROPHONE_RATE_HZ, PIECE_SAMPLES, type PieceSink } from './capture/piece-framer.js';
export type { SpeakingSource } from './capture/speaking-hold.js';
export { LipwireClient, type LipwireClientPlatform } from './client.js';
export type {
  LipwireClientChanges,
  LipwireClientOptions,
  LipwireClientSettings,
  LipwireClientSetup,
} from './client-options.js';
export type { GeminiAudioVisemeMessage, LipwireEvent, LipwireState, SessionStatus } from './client-state.js';
export type { CueQueue } from './cue-queue.js';
export type { CueSource, CueSourceOptions, CueSourceSession } from './cue-source.js';
export { BrowserError, type BrowserErrorCode } from './errors.js';
export { EXPRESSIVENESS, type Expressiveness } from './life/expressiveness.js';
export { MascotPlayback, type MascotPlaybackOptions } from './mascot-playback.js';
export type { PlaybackPosition } from './playback/clock.js';
export { heardTimeSeconds, type OutputClock } from './playback/heard-time.js';
export type { LipwireTiming } from './playback/lipwire-timing.js';
export type { AudioStatus } from './playback/voice-output.js';
export { type ArtboardRequest, chooseArtboard, type RiveFileContents } from './rig/choose-artboard.js';
export { describeRigReport } from './rig/describe-rig-report.js';
export type { FrameSource } from './rig/frame-loop.js';
export type { MascotTheme } from './rig/mascot-theme.js';
export type { Motion } from './rig/motion.js';
export {
  type EnumMap,
  type LoudnessMap,
  type MouthMap,
  type NumberMap,
  RIG_STRATEGIES,
  type RigStrategyName,
  type VisemeMap,
  type WeightsMap,
} from './rig/mouth-map.js';
export { poseAt } from './rig/pose-at.js';
export type { RigTarget } from './rig/rig-target.js';
export { createRiveRig, type RigReport, type RiveRigOptions } from './rig/rive-rig.js';
export type { RiveInput, RiveView, RiveViewModelInstance } from './rig/rive-view.js';
export type { MouthFrame, Performer, Stage } from './rig/stage.js';
export type { DrawnViseme } from './rig/strategies/match-shapes.js';
export { type AlphabetShape, MOUTH_ALPHABETS, type MouthAlphabet } from './rig/strategies/mouth-alphabets.js';
export { TokenPrefetcher, type TokenPrefetcherOptions, type TokenPrefetcherState } from './session/token-prefetcher.js';
export { GatewaySockets, pageSockets, type SocketOwner } from './socket/gateway-sockets.js';
export { interceptWebSockets, type SocketWatcher, type WebSocketScope } from './socket/intercept.js';
export type { MessageSource } from './socket/message-reader.js';
export type { TappableSocket } from './socket/socket-tap.js';
export { type Announcements, Announcer, DEFAULT_ANNOUNCEMENTS } from './state/announcer.js';
export type { Conversation } from './state/conversation.js';
export type { ConversationState, ConversationStateName } from './state/conversation-state.js';
export type { ExpressionOptions } from './state/face.js';
export { type VoiceSource, type VoiceWatcher, watchVoice } from './state/watch-voice.js';
export { StateStore } from './state-store.js';
export type { MascotResponseData } from './turn/response-recorder.js';
export { type Clock, systemClock } from './wall-clock.js';
