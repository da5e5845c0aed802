import { readFile } from 'node:fs/promises';
import { VISEME_COUNT } from '@lipwire/cues';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  ACCESSORIES,
  EXPRESSIONS,
  type Expression,
  GESTURES,
  gestureProperty,
  VIEW_MODEL_PROPERTIES as PROPERTY,
  STATE_MACHINE_INPUTS,
  visemeProperty,
} from '../src/contract.js';
import { MASCOTS } from '../src/mascots/catalog.js';
import { blendShapes } from '../src/mouth/blend-shapes.js';
import { cubicSegments } from '../src/mouth/outline.js';
import { cavityOf, css, difference, lipsOf, mouthPlace, onArtboard } from './painted-mouth.js';
import { type PlayingMascot, playMascot } from './playing-mascot.js';
import type { DrawCall } from './recording-runtime.js';

/** Less than this is no difference: rounding, and the tail of a fade. */
const SAME = 0.02;
const COLORS = ['primaryColor', 'secondaryColor', 'detailColor', 'accentColor', 'eyeColor'] as const;

describe.each(MASCOTS)('$name', (drawn) => {
  const bytes = drawn.draw().toBytes();
  const { shapes, resting, colors, bounds } = drawn.mouth;
  let mascot: PlayingMascot;
  /** Told nothing: plays beside the mascot, so that what it does by itself is the same in both. */
  let twin: PlayingMascot;

  beforeEach(async () => {
    [mascot, twin] = [await playMascot(bytes), await playMascot(bytes)];
    for (const each of [mascot, twin]) each.data.boolean(PROPERTY.blinksItself).value = false;
    runBoth(400);
  });

  function runBoth(ms: number): void {
    mascot.run(ms);
    twin.run(ms);
  }

  const differs = () => difference(mascot.draw(), twin.draw()) > SAME;
  const number = (name: string, value: number) => {
    mascot.data.number(name).value = value;
  };
  const fire = (name: string) => mascot.data.trigger(name).trigger();

  describe('the file', () => {
    test('is what the code draws, and small', async () => {
      const committed = await readFile(new URL(`../mascots/${drawn.name}.riv`, import.meta.url));
      expect(committed.equals(bytes), 'run npm run generate -w packages/rig').toBe(true);
      expect(bytes.length).toBeLessThanOrEqual(80_000);
    });

    test('offers what contract.ts names', () => {
      const offered = mascot.data.getProperties().map(({ name }) => name);
      const visemes = Array.from({ length: VISEME_COUNT }, (_, id) => visemeProperty(id));
      const gestures = GESTURES.map(gestureProperty);
      expect(offered.sort()).toEqual([...visemes, ...gestures, ...Object.values(PROPERTY)].sort());
      const inputs = Array.from({ length: mascot.machine.inputCount() }, (_, i) => mascot.machine.input(i).name);
      expect(inputs.sort()).toEqual(Object.values(STATE_MACHINE_INPUTS).sort());
    });
  });

  describe('the mouth', () => {
    const restDistance = (expression: Expression) => distance(mascot.draw(), one(-1), expression);

    function distance(calls: readonly DrawCall[], weights: readonly number[], expression: Expression): number {
      const { inner, outer } = blendShapes(resting[expression], shapes, weights);
      const wanted = [inner, outer].flatMap((contour) => {
        const segments = cubicSegments(Object.values(contour));
        return [segments[0]?.[0] ?? [], ...segments.flatMap(([, ...rest]) => rest)].flat();
      });
      const painted = [cavityOf(calls, drawn), lipsOf(calls, drawn)].flatMap(({ path }) =>
        path.flatMap(([, ...numbers]) => numbers),
      );
      expect(painted.length).toBe(wanted.length);
      return Math.max(...painted.map((value, i) => Math.abs(value - (wanted[i] ?? Number.NaN))));
    }

    function express(expression: Expression): void {
      mascot.data.enum(PROPERTY.expression).value = expression;
      mascot.run(600);
    }

    test('is exactly the weighted average of the visemes over the resting mouth, in the same frame', () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...EXPRESSIONS),
          fc.array(someWeights, { minLength: 6, maxLength: 6 }),
          (mood, lists) => {
            express(mood);
            for (const list of lists) {
              mascot.setWeights(list);
              mascot.run(16);
              expect(distance(mascot.draw(), list, mood)).toBeLessThan(1e-3);
            }
          },
        ),
        { seed: 4, numRuns: 12 },
      );
    });

    test('takes each viseme', () => {
      for (const id of shapes.keys()) {
        mascot.setWeights(one(id));
        mascot.run(16);
        expect(distance(mascot.draw(), one(id), 'neutral'), `viseme ${id}`).toBeLessThan(1e-3);
      }
    });

    test('does not creep in 600 frames', () => {
      const list = one(2).map((weight, id) => weight * 0.5 + (id === 7 ? 0.2 : 0));
      mascot.setWeights(list);
      mascot.run(10_000);
      expect(distance(mascot.draw(), list, 'neutral')).toBeLessThan(1e-3);
    });

    test.each(EXPRESSIONS)('%s: falls silent to its resting mouth, which is shut', (expression) => {
      express(expression);
      mascot.setWeights(one(2));
      mascot.run(500);
      mascot.setWeights(one(-1));
      mascot.run(16);
      expect(restDistance(expression)).toBeLessThan(1e-3);
      const { inner } = resting[expression];
      expect(inner.bottom.y - inner.top.y).toBeLessThan(0.01);
    });

    test('changes its mood smoothly, also in speech', () => {
      mascot.setWeights(one(2).map((weight) => weight * 0.4));
      mascot.run(16);
      mascot.data.enum(PROPERTY.expression).value = 'sad';
      let before = mascot.draw();
      for (let frame = 0; frame < 30; frame++) {
        mascot.run(1000 / 60);
        const after = mascot.draw();
        expect(difference([cavityOf(before, drawn)], [cavityOf(after, drawn)])).toBeLessThan(6);
        before = after;
      }
      expect(restDistance('sad')).toBeGreaterThan(1);
    });

    test('is at rest in an app that knows nothing of view models', async () => {
      const unbound = await playMascot(bytes, { bound: false });
      unbound.run(1_000);
      expect(distance(unbound.draw(), one(-1), 'neutral')).toBeLessThan(1e-3);
    });

    test('stays in its bounds however the head moves', () => {
      const { x, y, width, height } = bounds;
      mascot.data.boolean(PROPERTY.isListening).value = true;
      mascot.data.boolean(PROPERTY.isSpeaking).value = true;
      number(PROPERTY.emphasis, 100);
      for (const [i, gesture] of GESTURES.entries()) {
        const [across, along] = [i % 2 === 0 ? 100 : -100, i % 3 === 0 ? 100 : -100];
        number(PROPERTY.headX, across);
        number(PROPERTY.headTilt, along);
        number(PROPERTY.headY, along);
        mascot.data.enum(PROPERTY.expression).value = EXPRESSIONS[i % EXPRESSIONS.length] as string;
        fire(gestureProperty(gesture));
        for (let frame = 0; frame < 25; frame++) {
          mascot.setWeights(one((frame + i * 5) % VISEME_COUNT));
          mascot.run(80, 20);
          for (const [px, py] of onArtboard(lipsOf(mascot.draw(), drawn))) {
            expect(px, gesture).toBeGreaterThan(x);
            expect(px, gesture).toBeLessThan(x + width);
            expect(py, gesture).toBeGreaterThan(y);
            expect(py, gesture).toBeLessThan(y + height);
          }
        }
      }
    });

    test('has flat colours by which it is found', () => {
      mascot.setWeights(one(2));
      mascot.run(16);
      const styles = mascot.draw().map(({ style }) => style);
      for (const name of ['cavity', 'upperTeeth', 'lowerTeeth', 'tongue'] as const) {
        expect(styles, name).toContain(css(colors[name]));
      }
    });
  });

  describe('alive', () => {
    test('blinks by itself, at uneven times, and only while it is to', () => {
      mascot.data.boolean(PROPERTY.blinksItself).value = true;
      const shutAtMs: number[] = [];
      let wasShut = false;
      for (let ms = 0; ms < 16_000; ms += 70) {
        runBoth(70);
        const isShut = differs();
        if (isShut && !wasShut) shutAtMs.push(ms);
        wasShut = isShut;
      }
      const pauses = shutAtMs.slice(1).map((ms, i) => ms - (shutAtMs[i] ?? 0));
      expect(shutAtMs.length).toBeGreaterThanOrEqual(4);
      expect(new Set(pauses.map((ms) => Math.round(ms / 200))).size).toBeGreaterThan(pauses.length / 2);
      mascot.data.boolean(PROPERTY.blinksItself).value = false;
      runBoth(500);
      for (let ms = 0; ms < 5_000; ms += 100) {
        runBoth(100);
        expect(differs()).toBe(false);
      }
    });

    test('blinks once when it is asked, whether it blinks by itself or not', () => {
      fire(PROPERTY.blink);
      runBoth(80);
      expect(differs()).toBe(true);
      runBoth(500);
      expect(differs()).toBe(false);
      for (const each of [mascot, twin]) each.data.boolean(PROPERTY.blinksItself).value = true;
      runBoth(300);
      fire(PROPERTY.blink);
      runBoth(80);
      expect(differs()).toBe(true);
    });

    test('moves by itself as much as `idle` says', () => {
      const reach = (idle: number) => {
        number(PROPERTY.idle, idle);
        mascot.run(100);
        const places = Array.from({ length: 24 }, () => {
          mascot.run(400);
          return mouthPlace(mascot.draw(), drawn);
        });
        const spread = ([0, 1] as const).map((axis) => {
          const values = places.map((place) => place[axis]);
          return Math.max(...values) - Math.min(...values);
        });
        return Math.max(...spread);
      };
      const [full, half, none] = [reach(100), reach(50), reach(0)];
      expect(full).toBeGreaterThan(1.5);
      expect(half).toBeGreaterThan(full * 0.35);
      expect(half).toBeLessThan(full * 0.65);
      expect(none).toBeLessThan(0.01);
    });

    test.each(GESTURES)('%s: is seen, ends where it began, and comes again', (gesture) => {
      for (let time = 0; time < 2; time++) {
        fire(gestureProperty(gesture));
        runBoth(450);
        expect(difference(mascot.draw(), twin.draw())).toBeGreaterThan(4);
        runBoth(3_600);
        expect(differs()).toBe(false);
      }
    });

    test('a gesture gives way to another without a jump', () => {
      fire(gestureProperty('bow'));
      mascot.run(600);
      const other = 'shakeHead';
      fire(gestureProperty(other));
      let before = mouthPlace(mascot.draw(), drawn);
      for (let frame = 0; frame < 20; frame++) {
        mascot.run(1000 / 60);
        const after = mouthPlace(mascot.draw(), drawn);
        expect(Math.hypot(after[0] - before[0], after[1] - before[1])).toBeLessThan(16);
        before = after;
      }
      twin.run(600 + (20 * 1000) / 60);
      runBoth(4_000);
      expect(differs()).toBe(false);
    });

    test('the trigger and the input named `gesture` play the same gesture', () => {
      fire(PROPERTY.gesture);
      twin.input(STATE_MACHINE_INPUTS.gesture).asTrigger().fire();
      runBoth(450);
      expect(differs()).toBe(false);
      runBoth(3_600);
      fire(PROPERTY.gesture);
      runBoth(450);
      expect(differs()).toBe(true);
    });

    test.each([
      ['listening', PROPERTY.isListening, STATE_MACHINE_INPUTS.isListening],
      ['speaking', PROPERTY.isSpeaking, STATE_MACHINE_INPUTS.isSpeaking],
    ])('%s: the property and the input both work, either holds it, and `idle` scales it', (_, property, name) => {
      const input = mascot.input(name).asBool();
      const changes = () => {
        // Loops pass through rest now and then: look more than once.
        const seen = [300, 350, 350].map((ms) => {
          runBoth(ms);
          return differs();
        });
        return seen.includes(true);
      };
      expect(changes()).toBe(false);
      mascot.data.boolean(property).value = true;
      expect(changes()).toBe(true);
      input.value = true;
      mascot.data.boolean(property).value = false;
      runBoth(400);
      expect(changes()).toBe(true);
      for (const each of [mascot, twin]) each.data.number(PROPERTY.idle).value = 0;
      runBoth(100);
      expect(changes()).toBe(false);
      for (const each of [mascot, twin]) each.data.number(PROPERTY.idle).value = 100;
      input.value = false;
      runBoth(1_000);
      expect(changes()).toBe(false);
    });

    test('inputs work without a view model', async () => {
      const [moved, idle] = [await playMascot(bytes, { bound: false }), await playMascot(bytes, { bound: false })];
      const listening = moved.input(STATE_MACHINE_INPUTS.isListening).asBool();
      listening.value = true;
      for (const each of [moved, idle]) each.run(1_000);
      expect(difference(moved.draw(), idle.draw())).toBeGreaterThan(3);
      listening.value = false;
      for (const each of [moved, idle]) each.run(1_000);
      expect(difference(moved.draw(), idle.draw())).toBeLessThan(SAME);
    });

    test('breathes and blinks in an app that knows nothing of view models', async () => {
      const unbound = await playMascot(bytes, { bound: false });
      const places = Array.from({ length: 10 }, () => {
        unbound.run(400);
        return mouthPlace(unbound.draw(), drawn)[1];
      });
      expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(1);
    });
  });

  describe('does as it is told', () => {
    const mouthMoves = (name: string, value: number) => {
      number(name, value);
      runBoth(0.001);
      const [to, from] = [mouthPlace(mascot.draw(), drawn), mouthPlace(twin.draw(), drawn)];
      number(name, 0);
      runBoth(0.001);
      expect(differs(), `${name} goes back`).toBe(false);
      return [to[0] - from[0], to[1] - from[1]] as const;
    };

    test('turns its head, in proportion', () => {
      const [right] = mouthMoves(PROPERTY.headX, 100);
      expect(right).toBeGreaterThan(8);
      expect(mouthMoves(PROPERTY.headX, -100)[0] / right).toBeCloseTo(-1, 1);
      expect(mouthMoves(PROPERTY.headX, 50)[0] / right).toBeCloseTo(0.5, 1);
      expect(mouthMoves(PROPERTY.headY, 100)[1]).toBeGreaterThan(4);
      expect(mouthMoves(PROPERTY.headY, -100)[1]).toBeLessThan(-4);
    });

    test('leans its head clockwise for a positive tilt', () => {
      const leanOf = (value: number) => {
        number(PROPERTY.headTilt, value);
        mascot.run(0.001);
        const [a = 1, b = 0] = cavityOf(mascot.draw(), drawn).transform;
        return (Math.atan2(b, a) * 180) / Math.PI;
      };
      const upright = leanOf(0);
      expect(leanOf(100) - upright).toBeGreaterThan(4);
      expect(leanOf(-100) - upright).toBeLessThan(-4);
    });

    test('looks around with its eyes, not with its head', () => {
      for (const [name, value] of [
        [PROPERTY.gazeX, 50],
        [PROPERTY.gazeX, -100],
        [PROPERTY.gazeY, 100],
        [PROPERTY.gazeY, -100],
      ] as const) {
        number(name, value);
        runBoth(0.001);
        const [eyes, mouth] = [
          difference(mascot.draw(), twin.draw()),
          difference([cavityOf(mascot.draw(), drawn)], [cavityOf(twin.draw(), drawn)]),
        ];
        expect(eyes).toBeGreaterThan(2);
        expect(mouth).toBeLessThan(eyes / 2);
        number(name, 0);
      }
      runBoth(0.001);
      expect(differs()).toBe(false);
    });

    test('dips for stress, and raises its brows', () => {
      expect(mouthMoves(PROPERTY.emphasis, 100)[1]).toBeGreaterThan(3);
      number(PROPERTY.browLift, 100);
      runBoth(0.001);
      expect(difference(mascot.draw(), twin.draw())).toBeGreaterThan(3);
      expect(difference([cavityOf(mascot.draw(), drawn)], [cavityOf(twin.draw(), drawn)])).toBeLessThan(SAME);
    });

    test('shows each expression, all of them different, and neutral brings it back', () => {
      const faces = EXPRESSIONS.slice(1).map((expression) => {
        mascot.data.enum(PROPERTY.expression).value = expression;
        runBoth(700);
        expect(difference(mascot.draw(), twin.draw()), expression).toBeGreaterThan(3);
        return mascot.draw();
      });
      for (const [i, face] of faces.entries()) {
        for (const other of faces.slice(i + 1)) expect(difference(face, other)).toBeGreaterThan(5);
      }
      mascot.data.enum(PROPERTY.expression).value = 'neutral';
      runBoth(700);
      expect(differs()).toBe(false);
    });

    test('puts on each accessory, and takes it off', () => {
      for (const accessory of [...ACCESSORIES.slice(1), 'none']) {
        mascot.data.enum(PROPERTY.accessory).value = accessory;
        runBoth(500);
        expect(differs(), accessory).toBe(accessory !== 'none');
      }
    });

    test.each(COLORS)('wears %s of the view model', (property) => {
      mascot.data.color(property).rgb(1, 2, 3);
      runBoth(16);
      const styles = (each: PlayingMascot) => each.draw().map(({ style }) => style);
      expect(styles(mascot)).toContain('rgba(1,2,3,1)');
      expect(styles(twin)).not.toContain('rgba(1,2,3,1)');
    });
  });
});

/** Weights of all visemes that leave something for the resting mouth. */
const someWeights = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: VISEME_COUNT + 1, maxLength: VISEME_COUNT + 1 })
  .filter((list) => list.some((weight) => weight > 0.01))
  .map((list) => {
    const total = list.reduce((sum, weight) => sum + weight, 0);
    return list.slice(0, VISEME_COUNT).map((weight) => weight / total);
  });

function one(id: number): number[] {
  return Array.from({ length: VISEME_COUNT }, (_, each) => (each === id ? 1 : 0));
}
