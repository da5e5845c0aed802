/** What the emulator is called unless the app's instruction says otherwise. */
const DEFAULT_NAME = 'Lip';

/**
 * The name that an instruction gives its character: `You are Mia, a cheerful guide` or `Your name is Mia`.
 *
 * @param instruction the app's system instruction, possibly empty.
 */
export function characterName(instruction: string): string {
  const match = /\b(?:your name is|you are (?:called |named )?)\s*([A-Z][a-z]{1,19})\b/.exec(
    instruction.replace(/\b(?:You are|Your name is)\b/gi, (words) => words.toLowerCase()),
  );
  return match?.[1] ?? DEFAULT_NAME;
}
