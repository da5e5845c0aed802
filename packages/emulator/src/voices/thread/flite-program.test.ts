import { beforeAll, expect, test } from 'vitest';
import { FliteProgram } from './flite-program.mjs';
import { loadFlite } from './load-flite.mjs';
import { WasiProcess } from './wasi-process.mjs';

let module: Awaited<ReturnType<typeof loadFlite>>;
beforeAll(async () => {
  module = await loadFlite();
});

/** Runs flite with any command line and a limit on its output. */
function run(args: readonly string[], maxOutputBytes = 1 << 20) {
  const process = new WasiProcess({ maxOutputBytes });
  return process.run(new WebAssembly.Instance(module, process.imports), ['flite', ...args]);
}

test('prints its segments and writes its sound into memory', () => {
  const { exitCode, stdout, files } = run(['-voice', 'kal', '-psdur', '-o', 'a.wav', '-t', 'Hello.']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^pau:0\.\d+ hh:0\.\d+ ax:/);
  expect([...files.keys()]).toEqual(['a.wav']);
  expect(Buffer.from(files.get('a.wav') ?? []).toString('latin1', 0, 4)).toBe('RIFF');
});

test('reads none of the files of the machine', () => {
  const { stderr, files } = run(['-voice', 'kal', '-psdur', '-o', 'a.wav', '-f', '/etc/passwd']);
  expect(stderr).toMatch(/passwd/);
  expect(files.get('a.wav')).toBeUndefined();
});

test('a program that writes more than it may gets no further', () => {
  expect(() => run(['-voice', 'kal', '-o', 'a.wav', '-t', 'A long sentence.'], 4096)).toThrow(RangeError);
});

test('no text is read as an option, and the same text always sounds the same', () => {
  const flite = new FliteProgram(module);
  const first = flite.speak('kal', '--help');
  flite.prepare();
  expect(flite.speak('kal', '--help')).toEqual(first);
  for (const text of ['-lv', '-o /x.wav hello', '-voice awb -t hello', '--version', '-l']) {
    const { wav, segments } = flite.speak('kal', text);
    expect(segments, text).toMatch(/^pau:[\d.]+ [a-z]+:[\d.]+ /);
    expect(wav.length, text).toBeGreaterThan(8000);
  }
});

test('text that is no text is read all the same', () => {
  const flite = new FliteProgram(module);
  const texts = [
    'x'.repeat(200),
    '9'.repeat(200),
    '<>&%$#@!'.repeat(20),
    "'".repeat(200),
    '.'.repeat(199),
    '\u00ff\u0001',
  ];
  for (const text of texts) expect(flite.speak('kal', text).segments).toMatch(/pau:/);
});
