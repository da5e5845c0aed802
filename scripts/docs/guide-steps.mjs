import { readFileSync } from 'node:fs';

const GUIDE = new URL('../../docs/make-your-own.md', import.meta.url);
const TEMPLATE = new URL('../../packages/lipwire/template/mascot.mjs', import.meta.url);

/**
 * The code of the template, and after each change that the guide makes to it: every `diff` block, one after the other.
 *
 * @returns {string[]}
 * @throws {Error} if the guide takes away what is not there.
 */
export function guideSteps() {
  const changes = [...readFileSync(GUIDE, 'utf8').matchAll(/```diff\n([\s\S]*?)```/g)].map(([, block]) => block);
  const steps = [readFileSync(TEMPLATE, 'utf8')];
  for (const change of changes) {
    const lines = change.trimEnd().split('\n');
    const side = (mark) =>
      lines
        .filter((line) => !line.startsWith(mark))
        .map((line) => line.slice(1))
        .join('\n');
    const [before, after] = [side('+'), side('-')];
    const code = steps.at(-1);
    if (code.split(before).length !== 2)
      throw new Error(`The guide changes what the template does not have:\n${before}`);
    steps.push(code.replace(before, () => after));
  }
  return steps;
}
