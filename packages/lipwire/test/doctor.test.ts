import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRiv } from '@lipwire/rig/builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../src/doctor/examine.js';
import { reportHtml } from '../src/doctor/report-html.js';
import { reportText } from '../src/doctor/report-text.js';
import { sizeOf } from './rigs/mouth-file.js';
import { RIGS } from './rigs/rigs.js';
import { runLipwire } from './run-lipwire.js';

/** How high each mouth is that a page shows: it is drawn 10 high, and scaled. */
function heightsIn(html: string): number[] {
  return [...html.matchAll(/<li.*?fill="[^"]*" transform="matrix\(([^)]*)\)"/g)].map(([, matrix = '']) => {
    return 10 * Number(matrix.split(' ')[3]);
  });
}

describe('the doctor', () => {
  it('tells what it found, which shapes are missing and what stands in for them', async () => {
    const bytes = RIGS.numberedRising([100, 116]);
    const examination = await examine({ bytes, src: 'fox.riv' });
    const text = reportText('somewhere/fox.riv', bytes.length, examination);
    expect(text).toMatch(/^file +fox\.riv, 0\.\d kB$/m);
    expect(text).toMatch(/^artboard +Face, 200 x 200$/m);
    expect(text).toMatch(/^state machine +Machine$/m);
    expect(text).toMatch(/^mouth +numbered-inputs: numbers 100 to 118/m);
    expect(text).toMatch(/^missing +100, 116, gesture$/m);
    expect(text).toMatch(/^17 +th-dh +108 +instead of 116$/m);
    expect(text).toMatch(/^ 2 +aa +101$/m);
    expect(text).toContain('! There is no 116: 108 stands in for it, in 17 (th-dh).');
    expect(text).toMatch(/^ {2}mouth=\{\{ weights: \{ 0: '107', .* \}, order: \['101', '102', .*'118'\] \}\}$/m);
  });

  it('lets no name in a file speak to the terminal', async () => {
    const examination = await examine({ bytes: RIGS.numberedRising(), src: 'fox.riv' });
    const text = reportText('fox.riv', 1, { ...examination, artboard: '\u001b]0;owned\u0007\u009bFace\r' });
    expect(text).toMatch(/^artboard +\ufffd\]0;owned\ufffd\ufffdFace\ufffd, 200 x 200/m);
  });

  it('shows each mouth as the runtime draws it', async () => {
    const bytes = RIGS.namedWithoutRest();
    const examination = await examine({ bytes, src: 'fox.riv' });
    const html = reportHtml('<fox>.riv', bytes.length, examination);
    expect(html).toContain('<h1>&#60;fox&#62;.riv</h1>');
    const [heights, shapes] = [heightsIn(html), examination.report.shapes.map(({ shape }) => shape)];
    expect(heights).toHaveLength(22);
    for (const [viseme, index] of [
      [0, 0],
      [2, 10],
      [21, 1],
    ] as const) {
      expect(heights[viseme]).toBeCloseTo(sizeOf(index)[1], 1);
    }
    expect(shapes[21]).toBe('viseme_PP');
    // Nothing is loaded from anywhere.
    expect(html).not.toMatch(/(src|href)="(?!data:)/);
  });

  it('sees a mouth that does not move, and a number that counts by another alphabet', async () => {
    const still = await examine({ bytes: RIGS.visemeNumber('viseme', 1), src: 'still.riv' });
    expect(still.diagnosis.remarks[0]).toContain('The mouth never moves');
    const oculus = await examine({ bytes: RIGS.visemeNumber('viseme', 15), src: 'oculus.riv' });
    expect(oculus.diagnosis.mouth).toEqual({ number: 'viseme', values: 'oculus' });
  });

  it('looks at the artboard that it is told to, and drives it as it is told to', async () => {
    const bytes = RIGS.numberedRising();
    await expect(examine({ bytes, src: 'fox.riv', artboard: 'Head' })).rejects.toThrow('It has "Face".');
    const { report, diagnosis } = await examine({ bytes, src: 'fox.riv', mouth: 'loudness' });
    expect(report.strategy).toBeUndefined();
    expect(diagnosis.remarks[0]).toContain('It lacks what the strategy "loudness" needs');
  });

  it('refuses a file that is cut off, wherever it is', async () => {
    const bytes = RIGS.visemeEnum();
    for (let length = 5; length < bytes.length; length += 7) {
      const cut = bytes.subarray(0, length);
      const readable = isReadable(cut);
      if (readable) continue;
      await expect(examine({ bytes: cut, src: 'cut.riv' })).rejects.toMatchObject({ code: 'RIG_FILE_INVALID' });
    }
  });
});

function isReadable(bytes: Uint8Array): boolean {
  try {
    readRiv(bytes);
    return true;
  } catch {
    return false;
  }
}

describe('lipwire mascot doctor', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lipwire-doctor-'));
    writeFileSync(join(folder, 'empty.riv'), '');
    writeFileSync(join(folder, 'sound.riv'), 'WAVE');
    writeFileSync(join(folder, 'answer.riv'), '<!doctype html><title>Not found</title>');
    writeFileSync(join(folder, 'project.riv'), 'PK\x03\x04');
    writeFileSync(join(folder, 'huge.riv'), 'RIVE');
    truncateSync(join(folder, 'huge.riv'), 100_000_000);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['nowhere.riv', 'there is no such file', 1],
    ['.', 'it is a folder', 1],
    ['empty.riv', 'is empty.', 1],
    ['sound.riv', 'is no .riv file.', 1],
    ['answer.riv', 'is text, no .riv file: perhaps the answer of a server that did not find it.', 1],
    ['project.riv', 'export it "for runtime".', 1],
    ['huge.riv', 'has 100 MB; a .riv file of more than 50 MB is not read.', 1],
  ])('says in one sentence what is wrong with %s', async (name, sentence, code) => {
    const { exitCode, complaint, output } = await runLipwire(['mascot', 'doctor', join(folder, name)]);
    expect(complaint).toContain(sentence);
    expect(complaint).not.toContain('\n');
    expect(exitCode).toBe(code);
    expect(output).toBe('');
  });
});
