import { expect, it } from 'vitest';
import { HOP_SAMPLES, WINDOW_LEAD_SAMPLES, WINDOW_SAMPLES } from './analysis-grid.js';
import { Framer } from './framer.js';

it('centres each window on the 10 ms that its frame stands for', () => {
  const framer = new Framer();
  const readyAt: number[] = [];
  for (let i = 0; i < 1000; i++) if (framer.push(0)) readyAt.push(i);
  const reach = WINDOW_SAMPLES - WINDOW_LEAD_SAMPLES;
  expect(readyAt).toEqual([0, 1, 2, 3, 4].map((frame) => frame * HOP_SAMPLES + reach - 1).filter((at) => at < 1000));
});

it('overlaps windows', () => {
  const framer = new Framer();
  const click = 300;
  const found: number[] = [];
  for (let i = 0; i < 1000; i++) if (framer.push(i === click ? 1 : 0)) found.push(framer.window.indexOf(1));
  // In frame f the window starts 7.5 ms before 10 f ms.
  expect(found).toEqual([-1, 300 + 120 - 160, 300 + 120 - 320, -1, -1].slice(0, found.length));
});

it('takes out a constant offset within a quarter of a second', () => {
  const framer = new Framer();
  for (let i = 0; i < 4000; i++) framer.push(0.5);
  expect(Math.max(...framer.window.map(Math.abs))).toBeLessThan(1e-3);
});
