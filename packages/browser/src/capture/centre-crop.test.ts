import { expect, test } from 'vitest';
import { centreCrop } from './centre-crop.js';

test.each([
  [1280, 720, { x: 280, y: 0, width: 720, height: 720 }],
  [480, 640, { x: 0, y: 80, width: 480, height: 480 }],
  [768, 768, { x: 0, y: 0, width: 768, height: 768 }],
])('the middle square of %d x %d', (width, height, square) => {
  expect(centreCrop(width, height)).toEqual(square);
});
