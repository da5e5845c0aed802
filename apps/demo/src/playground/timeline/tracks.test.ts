import type { VisemeId } from '@lipwire/cues';
import { describe, expect, it } from 'vitest';
import { blocksOfPhones, blocksOfVisemes } from './track-blocks';
import { layoutTracks } from './track-layout';
import { describeViseme, visemeColor } from './viseme-look';

describe('blocks', () => {
  it('cover the sound from its start to its end', () => {
    const visemes = [
      { offset: -20, visemeId: 19 },
      { offset: 100, visemeId: 21 },
      { offset: 300, visemeId: 0 },
      { offset: 520, visemeId: 2 },
    ] as const;
    expect(
      blocksOfVisemes(visemes.slice(1), 500).map(({ startMs, endMs, visemeId }) => [startMs, endMs, visemeId]),
    ).toEqual([
      [0, 100, 0],
      [100, 300, 21],
      [300, 500, 0],
    ]);
    // What is before the start or behind the end is cut.
    expect(blocksOfVisemes(visemes, 500)[0]).toMatchObject({ startMs: 0, endMs: 100, visemeId: 19 });
    expect(blocksOfVisemes([], 500)).toMatchObject([{ startMs: 0, endMs: 500, visemeId: 0 }]);
  });

  it('of phones have the colours of their shapes', () => {
    const phones = [
      { phone: 'pau', startMs: 0, endMs: 100 },
      { phone: 'm', startMs: 100, endMs: 160 },
    ];
    expect(blocksOfPhones(phones)).toEqual([
      { startMs: 0, endMs: 100, visemeId: 0, labels: [] },
      { startMs: 100, endMs: 160, visemeId: 21, labels: ['m'] },
    ]);
  });
});

describe('rows', () => {
  it('stand below one another with room for their captions, phones only where they are known', () => {
    const { rows, heightPx } = layoutTracks({ hasPhones: true });
    expect(rows.map(({ kind }) => kind)).toEqual(['ruler', 'wave', 'phones', 'before', 'after']);
    rows.forEach((row, i) => {
      const above = rows[i - 1];
      const room = row.caption === undefined ? 0 : 16;
      if (above) expect(row.topPx - room).toBeGreaterThanOrEqual(above.topPx + above.heightPx);
    });
    const last = rows.at(-1);
    expect(heightPx).toBe((last?.topPx ?? 0) + (last?.heightPx ?? 0));
    expect(layoutTracks({ hasPhones: false }).rows.map(({ kind }) => kind)).not.toContain('phones');
  });
});

describe('a viseme', () => {
  const ids = Array.from({ length: 22 }, (_, id) => id as VisemeId);

  it('has a colour of its own, on which the text of the page can be read', () => {
    for (const scheme of ['light', 'dark'] as const) {
      expect(new Set(ids.map((id) => visemeColor(id, scheme))).size).toBe(22);
      const ink = luminanceOfHex(scheme === 'light' ? '#22292c' : '#edf1f2');
      for (const id of ids) {
        const ground = luminanceOfOklch(visemeColor(id, scheme));
        const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
        expect(contrast, `${id} ${scheme}`).toBeGreaterThan(7);
      }
    }
  });

  it('is named with its number and a word', () => {
    expect(describeViseme(21)).toBe('p b m, viseme 21, as in Pat, Mum');
    expect(describeViseme(0)).toBe('rest, viseme 0');
  });
});

/** Relative luminance of WCAG 2, 0 to 1. */
function luminanceOfHex(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** As CSS Color 4 computes it, clipped to sRGB. */
function luminanceOfOklch(color: string): number {
  const [l = 0, c = 0, h = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
