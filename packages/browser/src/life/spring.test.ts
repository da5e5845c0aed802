import { expect, it } from 'vitest';
import { Spring, STEP_MS } from './spring.js';

it('goes as a critically damped spring does: half of the way after 1.68 / w, never beyond the target', () => {
  const stiffness = 10;
  const spring = new Spring(stiffness);
  const steps = Array.from({ length: 200 }, (_, i) => {
    spring.step(1);
    const wt = (stiffness * (i + 1) * STEP_MS) / 1000;
    return { value: spring.at(1), exact: 1 - (1 + wt) * Math.exp(-wt) };
  });
  for (const { value, exact } of steps) expect(value).toBeCloseTo(exact, 9);
  expect(steps[Math.round(168 / STEP_MS) - 1]?.value).toBeCloseTo(0.5, 1);
});

it('turns round without a jump when its target does, and shows what lies between two steps', () => {
  const spring = new Spring(20, 1);
  const values = [1, 0, 0, 1, 1, 0].flatMap((target) => {
    const shown: number[] = [];
    for (let i = 0; i < 5; i++) {
      spring.step(target);
      shown.push(spring.at(0.5), spring.at(1));
    }
    return shown;
  });
  const ways = values.slice(1).map((value, i) => Math.abs(value - (values[i] as number)));
  expect(Math.max(...ways)).toBeLessThan(0.04);
  expect(Math.max(...ways.slice(1).map((way, i) => Math.abs(way - (ways[i] as number))))).toBeLessThan(0.02);
});
