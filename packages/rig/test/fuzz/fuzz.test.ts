// Random scenes, written, read and played; then the same with something broken in them. For longer runs:
// `npm run fuzz -- mascots --seconds 600 --seed 7`.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRiv } from '../../src/builder/check/check-riv.js';
import { readRiv } from '../../src/builder/format/read-riv.js';
import type { RivObject, RivValue } from '../../src/builder/format/riv-object.js';
import { NONE, rivType, rivTypes } from '../../src/builder/format/schema.js';
import { writeRiv } from '../../src/builder/format/write-riv.js';
import { RigError } from '../../src/errors.js';
import { recordingRuntime } from '../recording-runtime.js';
import { playAnything } from './play-anything.js';
import { randomScene } from './random-scene.js';

const SEED = Number(process.env.LIPWIRE_FUZZ_SEED ?? 77);
const SECONDS = Number(process.env.LIPWIRE_FUZZ_SECONDS ?? 0);
/** Without a time, so many cases. */
const extent = (runs: number) => ({
  seed: SEED,
  // A runtime that crashed stays crashed: nothing after the first failure means anything.
  endOnFailure: true,
  ...(SECONDS > 0 ? { numRuns: 1_000_000, interruptAfterTimeLimit: SECONDS * 1000 } : { numRuns: runs }),
});
const timeout = 60_000 + SECONDS * 2_000;

/** One thing that goes wrong in a list of objects. */
type Damage = (objects: RivObject[]) => void;

const pick = <T>(list: readonly T[], at: number): T | undefined => list[Math.floor(at * list.length)];
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyValue = fc.oneof(fc.nat(12), fc.constantFrom<RivValue>(NONE, -1, 1e6, true, false, 'x', Uint8Array.of(0, 3)));
const TYPES = [...rivTypes()].map(({ name }) => name);

const damage: fc.Arbitrary<Damage> = fc.oneof(
  share.map(
    (at): Damage =>
      (objects) =>
        void objects.splice(Math.floor(at * objects.length), 1),
  ),
  fc.tuple(share, share).map(
    ([from, to]): Damage =>
      (objects) => {
        const [moved] = objects.splice(Math.floor(from * objects.length), 1);
        if (moved) objects.splice(Math.floor(to * objects.length), 0, moved);
      },
  ),
  share.map(
    (at): Damage =>
      (objects) => {
        const twin = pick(objects, at);
        if (twin) objects.splice(Math.floor(at * objects.length), 0, twin);
      },
  ),
  fc.tuple(share, share, anyValue).map(
    ([at, which, value]): Damage =>
      (objects) => {
        const victim = pick(objects, at);
        const names = [...rivType(victim?.type ?? 'Node').fields.values()].filter(({ stored }) => stored);
        const name = pick(names, which)?.name;
        if (victim && name) objects[objects.indexOf(victim)] = { ...victim, props: { ...victim.props, [name]: value } };
      },
  ),
  fc.tuple(share, fc.constantFrom(...TYPES)).map(
    ([at, type]): Damage =>
      (objects) => {
        const victim = pick(objects, at);
        const known = rivType(type).fields;
        const props = Object.entries(victim?.props ?? {}).filter(([name]) => known.has(name));
        if (victim) objects[objects.indexOf(victim)] = { type, props: Object.fromEntries(props) };
      },
  ),
);

describe('random scenes', () => {
  test('are written, read to the same objects and the same bytes, and played', { timeout }, async () => {
    const runtime = await recordingRuntime();
    await fc.assert(
      fc.asyncProperty(randomScene, async (file) => {
        const bytes = file.toBytes();
        expect(readRiv(bytes)).toEqual(file.toObjects());
        expect(writeRiv(readRiv(bytes))).toEqual(bytes);
        await playAnything(runtime, bytes);
      }),
      extent(25),
    );
  });

  test('that are broken are refused, or do no harm: what passes the check can be played', { timeout }, async () => {
    const runtime = await recordingRuntime();
    await fc.assert(
      fc.asyncProperty(randomScene, fc.array(damage, { minLength: 1, maxLength: 2 }), async (file, damages) => {
        const objects = file.toObjects();
        for (const damage of damages) damage(objects);
        let bytes: Uint8Array;
        try {
          checkRiv(objects);
          bytes = writeRiv(objects);
        } catch (error) {
          expect(error).toBeInstanceOf(RigError);
          return;
        }
        await playAnything(runtime, bytes);
      }),
      extent(120),
    );
  });
});
