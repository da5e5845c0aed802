/** Somebody to talk to: a mascot of `@lipwire/rig`, and who speaks through it. */
export interface Character {
  /** Name of its file in `@lipwire/rig/mascots`, without `.riv`. */
  readonly mascot: string;
  /** What people call it. */
  readonly name: string;
  /** One of Google's prebuilt voices. */
  readonly voice: string;
  /** Who it is, in the system instruction. */
  readonly who: string;
}

/** The characters that the page offers; the first is there at the start. */
export const CHARACTERS: readonly [Character, ...Character[]] = [
  { mascot: 'miso', name: 'Miso', voice: 'Aoede', who: 'a young red panda: warm, curious, and calm' },
  { mascot: 'orbit', name: 'Orbit', voice: 'Puck', who: 'a small robot: brisk, playful, and a little too literal' },
  { mascot: 'juno', name: 'Juno', voice: 'Kore', who: 'a young woman: witty, composed, and kind' },
];

/** The character of a mascot, if it has one. */
export function characterOf(mascot: string): Character | undefined {
  return CHARACTERS.find((character) => character.mascot === mascot);
}
