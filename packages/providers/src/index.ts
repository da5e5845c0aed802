export { decodeBase64, encodeBase64 } from './base64.js';
export { parsePcmRateHz, readGeminiServerMessage } from './gemini-live/audio-tap.js';
export { type BrokenTurn, endBrokenGeminiTurn } from './gemini-live/broken-turn.js';
export {
  AUTH_TOKENS_PATH,
  type CredentialSources,
  EPHEMERAL_TOKEN_PREFIX,
  type GeminiApiVersion,
  type GeminiLiveEndpoint,
  type GeminiLiveMethod,
  geminiLiveRequestPath,
  parseGeminiLivePath,
  readGeminiCredential,
} from './gemini-live/endpoint.js';
export type { GeminiPart, GeminiServerMessage } from './gemini-live/messages.js';
export { encodePcm16, Pcm16Decoder } from './pcm16.js';
export type {
  AudioEvent,
  GenerationCompleteEvent,
  GoAwayEvent,
  InterruptedEvent,
  ReadyEvent,
  ResumptionEvent,
  ToolCallCancelledEvent,
  ToolCallEvent,
  TranscriptEvent,
  TurnCompleteEvent,
  VoiceEvent,
} from './voice-event.js';
