export { type Diagnosis, diagnose, type ExaminedMouth, type KnownNumbers } from './diagnose.js';
export { mouthSource } from './mouth-source.js';
export { STRATEGY_SENTENCES } from './strategy-sentences.js';
