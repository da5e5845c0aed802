export * from './contract.js';
export { RigError, type RigErrorCode } from './errors.js';
export { miso } from './mascots/miso/miso.js';
export { blendShapes } from './mouth/blend-shapes.js';
