export type { CueReply, SpeechPiece, UtteranceEnd } from './cue-protocol.js';
export type { CueStream, CueWorkerOptions, WorkerLike } from './cue-worker.js';
export { LocalCues, local } from './local-cues.js';
export { MediaLipSync, type MediaLipSyncOptions } from './media-lip-sync.js';
export type { AudibleMedia } from './media-tap.js';
export { PcmSpeech } from './pcm-speech.js';
