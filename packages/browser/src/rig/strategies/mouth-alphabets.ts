import type { VisemeId } from '@lipwire/cues';

/** Alphabets of mouth shapes that files are drawn with. */
export type MouthAlphabet = 'sapi' | 'oculus' | 'blair' | 'rhubarb' | 'vowels' | 'rive-flutter';

/** One shape of an alphabet; its place in the list is its number. */
export interface AlphabetShape {
  /** What it is called, best known first. */
  readonly names: readonly string[];
  /** Visemes that it is made for. */
  readonly visemes: readonly VisemeId[];
}

const REST = 'neutral|newtral|rest|silence|sil|closed|idle';

/**
 * Each shape: its names, and the visemes that it is made for. Other visemes take the shape that looks most like them.
 * What the names mean is documented with the tools that made them known: SAPI 5, Oculus Lipsync (OVRLipSync), Preston
 * Blair's chart as Rive's community uses it, Rhubarb Lip Sync, the vowels of VRM; the last is the example `rive_speech`
 * of rive-flutter.
 */
export const MOUTH_ALPHABETS: Readonly<Record<MouthAlphabet, readonly AlphabetShape[]>> = {
  sapi: Array.from({ length: 22 }, (_, id) => ({ names: [`${id}`], visemes: [id as VisemeId] })),
  oculus: read(
    `sil|${REST}:0 PP:21 FF:18 TH:17 DD:19 kk:12,20 CH:16 SS:15 nn:14 RR:5,13 aa:1,2,9,11 E:4 ih:6 oh:3,8,10 ou:7`,
  ),
  blair: read(
    `Neutral|${REST}:0 F|FV:18 M|MBP|BMP|PBM:21 O|OH:3,8,10 U|OO|WQ:7 E|EE:4,6 AI|A|AH:1,2,9,11 CH|SH|CHSH|CHJSH:16 S|SZ:15,19 L|LTH:14,17`,
  ),
  rhubarb: read(`A:21 B:6,15,19,20 C:1,4 D:2,11 E:3,5,9 F:7,8,16 G:18 H:14,17 X|${REST}:0`),
  vowels: read(`A|aa:1,2,9,11 I|ih:6 U|ou:7 E|ee:4 O|oh:3,8,10 N|${REST}:0`),
  'rive-flutter': read(
    `Newtral|${REST}:0,21 AEI:1,2,9,11 Ee:4,6 L:14 CDNSTXYZ:19 GK:12,20 FV:18 TH:17 CHJSH:16 O:3,8,10 U:7 FV_top: Ee_neutra: S:15 Newtral_short:`,
  ),
};

/** A name without what files put before it and between its words: `viseme_PP`, `Mouth PP` and `pp` are the same. */
export function plainShapeName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return plain.replace(/^(viseme|mouth|phoneme|lips?|shape)+(?=.)/, '');
}

function read(text: string): AlphabetShape[] {
  return text.split(' ').map((shape) => {
    const [names = '', visemes = ''] = shape.split(':');
    return {
      names: names.split('|'),
      visemes: visemes ? visemes.split(',').map((id) => Number(id) as VisemeId) : [],
    };
  });
}
