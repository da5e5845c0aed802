import {
  CLOSED,
  LIP_TO_TEETH,
  OPEN,
  R,
  REST,
  ROUND_OPEN,
  ROUND_TIGHT,
  SH_CH,
  SPREAD,
  TEETH_TONGUE,
} from './visual-classes.mjs';

/**
 * @typedef {{ visemeId: number, visualClass: number, jaw: number }} Shape the nearest viseme, the class an eye sees, and
 *   how far the jaw opens (0 to 1).
 */

/** @returns {Shape} */
const shape = (visemeId, visualClass, jaw) => ({ visemeId, visualClass, jaw });

/** The 15 shapes of Oculus and Meta; wawa-lipsync and HeadAudio speak in them. */
const OCULUS_15 = {
  sil: shape(0, REST, 0),
  PP: shape(21, CLOSED, 0),
  FF: shape(18, LIP_TO_TEETH, 0.1),
  TH: shape(17, TEETH_TONGUE, 0.15),
  DD: shape(19, TEETH_TONGUE, 0.15),
  kk: shape(20, TEETH_TONGUE, 0.25),
  CH: shape(16, SH_CH, 0.2),
  SS: shape(15, TEETH_TONGUE, 0.1),
  nn: shape(19, TEETH_TONGUE, 0.15),
  RR: shape(13, R, 0.25),
  aa: shape(2, OPEN, 0.8),
  E: shape(4, SPREAD, 0.45),
  I: shape(6, SPREAD, 0.25),
  O: shape(8, ROUND_OPEN, 0.6),
  U: shape(7, ROUND_TIGHT, 0.2),
};

/** Rhubarb's nine mouths, after the chart in its README. */
const RHUBARB_9 = {
  X: shape(0, REST, 0),
  A: shape(21, CLOSED, 0),
  B: shape(19, TEETH_TONGUE, 0.15),
  C: shape(4, SPREAD, 0.5),
  D: shape(2, OPEN, 0.8),
  E: shape(3, ROUND_OPEN, 0.5),
  F: shape(7, ROUND_TIGHT, 0.2),
  G: shape(18, LIP_TO_TEETH, 0.1),
  H: shape(14, TEETH_TONGUE, 0.3),
};

/** Alphabets beside our own, by the name that a cue file gives in `set`. */
export const FOREIGN_ALPHABETS = new Map([
  ['oculus15', new Map(Object.entries(OCULUS_15))],
  ['rhubarb9', new Map(Object.entries(RHUBARB_9))],
]);
