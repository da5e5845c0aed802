import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundle } from '../../scripts/check/measure-size.mjs';

/** What the modules of a call page are for; the first that fits counts. */
const PARTS = [
  ['natural lip sync', /cues\/dist\/shape\//],
  ['files of other makers', /rig\/strategies\/(?!weights)/],
  ['sound: player, audio thread, clock, resampler', /browser\/dist\/(playback|dsp|worklet|generated)\//],
  ['mouth: cues, blending, rig', /browser\/dist\/(rig\/|cue-queue|speech-performer)|rig\/dist\/|cues\/dist\//],
  ['messages: sockets, reading, turns', /browser\/dist\/(socket\/|turn\/|speech-stream)|providers\/dist\//],
  ['states, and how the mascot shows them', /browser\/dist\/state\//],
  ['the client itself', /browser\/dist\//],
  ['React', /react\/dist\//],
];

/**
 * What the parts of a bundle weigh, in bytes after gzip: how much smaller it is without each. The sum is less than the
 * whole, as parts share words.
 *
 * @param {string} code what the app imports.
 * @returns {Promise<{ parts: [string, number][], whole: number }>}
 */
export async function measureParts(code) {
  const [file] = await bundle(code, {
    splitting: false,
    legalComments: 'inline',
    plugins: [named],
    external: ['react', 'react-dom', 'react/*', 'react-dom/*', '@rive-app/*', '@lipwire/browser/local'],
  });
  const [head, ...rest] = Buffer.from(file)
    .toString()
    .split(/\/\*! module (\S+) \*\//);
  const modules = rest.flatMap((text, i) => (i % 2 === 0 ? [{ path: text, text: rest[i + 1] }] : []));
  const partOf = ({ path }) => PARTS.find(([, pattern]) => pattern.test(path))?.[0];
  const sizeWithout = (part) =>
    gzipSync(
      head +
        modules
          .filter((module) => partOf(module) !== part)
          .map(({ text }) => text)
          .join(''),
      { level: 9 },
    ).length;
  const whole = sizeWithout('');
  const parts = PARTS.map(([part]) => [part, whole - sizeWithout(part)]);
  return { parts: parts.sort(([, a], [, b]) => b - a), whole };
}

/** A comment that minifying leaves alone says where each module begins. */
const named = {
  name: 'named',
  setup({ onLoad }) {
    onLoad({ filter: /packages[/\\]\w+[/\\]dist[/\\].*\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const directive = /^\s*['"]use client['"];/.exec(text)?.[0] ?? '';
      const name = path.replaceAll('\\', '/').replace(/^.*packages\//, '');
      return { contents: `${directive}\n/*! module ${name} */\n${text.slice(directive.length)}` };
    });
  },
};
