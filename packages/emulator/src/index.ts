export type { CalledFunction } from './called-function.js';
export { type Clock, scaledClock, systemClock } from './clock.js';
export { EmulatorError, type EmulatorErrorCode } from './errors.js';
export { readFaults } from './faults/check-faults.js';
export {
  FAULT_POINTS,
  type Fault,
  type FaultAction,
  type FaultPoint,
  type HandshakeFault,
  type LineFault,
  type TalkFault,
} from './faults/fault.js';
export { GARBAGE_KINDS, type GarbageKind } from './faults/garbage.js';
export type { EmulatorOptions } from './options.js';
export { defaultScript } from './script/default-script.js';
export type { Memory } from './script/memory.js';
export type { Script, ScriptContext, UserInput } from './script/script.js';
export { type Emulator, startEmulator } from './server.js';
export type { SpokenTurn } from './spoken-turn.js';
export { PROFILE_NAMES, type ProfileName } from './turn/piece-profile.js';
export { createSpeaker, type Speaker } from './voices/speaker.js';
export { type Phone, SPEECH_RATE_HZ, type Speech, VOICE_NAMES, type VoiceName } from './voices/speech.js';
export { createVoice, type Voice } from './voices/voice.js';
