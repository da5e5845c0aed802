import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLabelledFolder, sourceOf } from './labelled-folder.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'labelled-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name, content) {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

function writeRecording(id, label, ending = 'wav') {
  write(`${id}.json`, { id, phones: [{ p: 'aa', start: 0, end: 1, c: 0.9 }], ...label });
  write(`${id}.${ending}`, '');
}

describe('readLabelledFolder', () => {
  it('joins labels with what the index says of them, in order of names', () => {
    writeRecording('b', { speaker: 'one' }, 'flac');
    writeRecording('a', { split: 'of the label' });
    write('index.json', {
      utterances: [
        { id: 'a', split: 'of the index', licence: 'CC0' },
        { id: 'b', split: 'dev' },
      ],
    });
    const [a, b] = readLabelledFolder(folder);
    expect(a).toMatchObject({ id: 'a', soundPath: join(folder, 'a.wav') });
    expect(a.fields).toEqual({ id: 'a', split: 'of the label', licence: 'CC0' });
    expect(b).toMatchObject({ soundPath: join(folder, 'b.flac'), fields: { split: 'dev', speaker: 'one' } });
    expect(b.phones).toEqual([{ p: 'aa', start: 0, end: 1, c: 0.9 }]);
  });

  it('takes those for which every condition holds', () => {
    writeRecording('a', { split: 'dev', text_is_asr: true });
    writeRecording('b', { split: 'dev' });
    writeRecording('c', { split: 'train' });
    const ids = (...conditions) => readLabelledFolder(folder, conditions).map(({ id }) => id);
    expect(ids('split=dev')).toEqual(['a', 'b']);
    expect(ids('split=dev', 'text_is_asr!=true')).toEqual(['b']);
    expect(ids('text_is_asr=')).toEqual(['b', 'c']);
    expect(() => ids('split=test')).toThrow('None of the 3 recordings has split=test.');
    expect(() => ids('dev')).toThrow('field=value');
  });

  it('passes over files that are no labels', () => {
    writeRecording('a', {});
    write('notes.json', { phones: [] });
    expect(readLabelledFolder(folder)).toHaveLength(1);
  });

  it('says what is wrong with a folder', () => {
    expect(() => readLabelledFolder(join(folder, 'nowhere'))).toThrow('There is no folder');
    expect(() => readLabelledFolder(folder)).toThrow('no labelled recordings');
    write('a.json', { phones: [{ p: 'aa', start: 0, end: 1 }] });
    expect(() => readLabelledFolder(folder)).toThrow('has no sound beside it: a.wav or a.flac');
    write('a.wav', '');
    write('a.json', { phones: [{ p: 'aa', start: 0 }] });
    expect(() => readLabelledFolder(folder)).toThrow('a phone needs');
    write('a.json', '{');
    expect(() => readLabelledFolder(folder)).toThrow('is not JSON');
  });
});

describe('sourceOf', () => {
  it('is a word', () => {
    expect(sourceOf({ id: 'x-1', fields: { source: 'flite-slt' } })).toBe('flite-slt');
    expect(sourceOf({ id: 'ls-19-198', fields: { source: 'LibriSpeech, as found in another repository' } })).toBe('ls');
    expect(sourceOf({ id: 'ljs_7', fields: {} })).toBe('ljs');
  });
});
