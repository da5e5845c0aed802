import type { Cue } from '@lipwire/cues';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cuesOf } from './cues-of.js';
import { SENTENCE } from './speech-fixture.js';

const { samples, sampleRateHz } = SENTENCE;
const { Module, Instance, CompileError } = WebAssembly;

/** As a page's policy, or an old browser without SIMD, has it. */
class RefusedModule {
  constructor() {
    throw new CompileError('refused');
  }
}

/** A module whose memory is full from the start. */
class FullInstance {
  readonly exports: object;
  constructor(module: WebAssembly.Module) {
    const { exports } = new Instance(module);
    const { buffer } = exports.memory as WebAssembly.Memory;
    const grow = () => {
      throw new RangeError('no more memory');
    };
    this.exports = { ...exports, heapStart: { value: buffer.byteLength }, memory: { buffer, grow } };
  }
}

/** What an engine gives that was loaded when this was all there was of WebAssembly. */
async function cuesWith(webAssembly: object | undefined): Promise<{ runtime: string; cues: Cue[] }> {
  vi.stubGlobal('WebAssembly', webAssembly);
  vi.resetModules();
  const { LipSyncEngine } = await import('../src/index.js');
  const engine = new LipSyncEngine({ sampleRateHz });
  const cues: Cue[] = [];
  const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
  for (let at = 0; at < samples.length; at += 1000) engine.push(samples.subarray(at, at + 1000), keep);
  engine.flush(keep);
  return { runtime: engine.runtime, cues };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('an engine', () => {
  const expected = cuesOf(samples, sampleRateHz);

  it('uses WebAssembly where it can', async () => {
    expect(await cuesWith(WebAssembly)).toEqual({ runtime: 'webassembly', cues: expected });
  });

  it.each([
    ['WebAssembly is missing', undefined],
    ['WebAssembly is forbidden or lacks SIMD', { Module: RefusedModule, Instance }],
  ])('gives the same cues where %s', async (_, webAssembly) => {
    expect(await cuesWith(webAssembly)).toEqual({ runtime: 'typescript', cues: expected });
  });

  it('gives the same cues when there is no more memory', async () => {
    expect((await cuesWith({ Module, Instance: FullInstance })).cues).toEqual(expected);
  });
});
