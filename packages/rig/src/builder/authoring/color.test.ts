import { expect, test } from 'vitest';
import { argb } from './color.js';

test('colours are read as CSS writes them', () => {
  expect(argb('#1a2B3c')).toBe(0xff1a2b3c);
  expect(argb('#1a2b3c80')).toBe(0x801a2b3c);
  expect(argb('#f08')).toBe(0xffff0088);
});

test.each(['#12', '#12345', '#gggggg', '#1234567890'] as const)('%s is refused', (color) => {
  expect(() => argb(color)).toThrow(expect.objectContaining({ code: 'RIG_COLOR_INVALID' }));
});
