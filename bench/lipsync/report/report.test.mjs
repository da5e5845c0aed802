import { describe, expect, it } from 'vitest';
import { CLOSED, OPEN, REST } from '../alphabets/visual-classes.mjs';
import { metricsOf } from '../score/metrics.mjs';
import { tallyUtterance } from '../score/tally-utterance.mjs';
import { asMarkdown, asText, engineCells, groupCells } from './cells.mjs';
import { timelinePicture } from './timeline-picture.mjs';

const PHONES = [
  { p: 'm', start: 0, end: 0.1 },
  { p: 'aa', start: 0.1, end: 0.3 },
];
const cues = [
  { t: 0, v: 21, at: 75 },
  { t: 150, v: 2, at: 225 },
];

function summaryOf(record) {
  const metrics = metricsOf(tallyUtterance(PHONES, record));
  return { metrics, intervals: { accVis: [0.5, 1], onsetBiasMs: null }, cpuSecondsPerSecond: 0.00123 };
}

describe('tables', () => {
  const foreign = { set: 'oculus15', cues: [{ t: 0, n: 'PP' }] };

  it('have a column for each engine', () => {
    const lines = engineCells([
      { title: 'one', summary: summaryOf({ cues }) },
      { title: 'two', summary: { ...summaryOf(foreign), cpuSecondsPerSecond: null } },
    ]);
    const cellsOf = (title) => lines.find(([first]) => first === title).slice(1);
    expect(lines[0]).toEqual(['', 'one', 'two']);
    expect(cellsOf('recordings')).toEqual(['1', '1']);
    expect(cellsOf('accVis')).toEqual(['83.3 [50.0, 100.0]', '33.3 [50.0, 100.0]']);
    // Fifteen shapes are too few for 22: the number is there, but not to be compared.
    expect(cellsOf('acc22')).toEqual(['83.3', '(33.3)']);
    expect(cellsOf('onset bias')).toEqual(['–', '–']);
    expect(cellsOf('largest delay')).toEqual(['75 ms', '–']);
    expect(cellsOf('CPU s per s')).toEqual(['0.0012', '–']);
  });

  it('have a line for each group', () => {
    const [head, group] = groupCells('speaker', { anna: summaryOf({ cues }) });
    expect(head.slice(0, 3)).toEqual(['speaker', 'recordings', 'accVis']);
    expect(group.slice(0, 3)).toEqual(['anna', '1', '83.3']);
  });

  it('are printed as text and as Markdown', () => {
    const lines = [
      ['', 'a'],
      ['long', '1'],
    ];
    expect(asText(lines)).toBe('      a\nlong  1');
    expect(asMarkdown(lines)).toBe('|  | a |\n|---|---|\n| long | 1 |');
  });
});

describe('the picture', () => {
  const picture = timelinePicture({
    title: 'Fish & "chips" <now>',
    samples: Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i / 5)),
    sampleRateHz: 8000,
    phones: PHONES,
    rows: [
      {
        title: 'what was said',
        blocks: [
          { startMs: 0, endMs: 100, visualClass: CLOSED },
          { startMs: 100, endMs: 300, visualClass: OPEN },
        ],
      },
      {
        title: 'an engine',
        note: '83 %',
        blocks: [
          { startMs: 0, endMs: 150, visualClass: CLOSED },
          { startMs: 150, endMs: 500, visualClass: REST },
        ],
      },
    ],
  });

  it('has a block of a class where the mouth has it', () => {
    const closed = [
      ...picture.matchAll(/<rect x="([\d.]+)" y="(\d+)" width="([\d.]+)" height="44" rx="5" fill="#d0213b"/g),
    ];
    expect(closed).toHaveLength(2);
    const [first, second] = closed.map(([, , y, width]) => ({ y: Number(y), width: Number(width) }));
    expect(second.y).toBeGreaterThan(first.y);
    // 150 ms beside 100 ms, less the pixel between blocks.
    expect((second.width + 1) / (first.width + 1)).toBeCloseTo(1.5, 2);
  });

  it('underlines where an engine shows what it should', () => {
    expect(picture.match(/height="3" rx="1.5"/g)).toHaveLength(2); // once in the row, once in the legend
  });

  it('is well formed', () => {
    expect(picture).toContain('Fish &#38; &#34;chips&#34; &#60;now&#62;');
    expect(picture).not.toMatch(/NaN|undefined|Infinity/);
    expect(picture.match(/<text /g)?.length).toBe(picture.match(/<\/text>/g)?.length);
  });
});
