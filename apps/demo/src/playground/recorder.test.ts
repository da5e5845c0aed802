import type { Microphone } from '@lipwire/browser';
import { encodeBase64, encodePcm16 } from '@lipwire/providers';
import { expect, it } from 'vitest';
import { MAX_RECORDING_MS, Recorder } from './recorder';

/** A microphone that tests speak into. */
function testRecorder() {
  let speak = (_pcm16Base64: string) => {};
  let fulls = 0;
  const calls: string[] = [];
  const recorder = new Recorder(
    () => fulls++,
    (onPiece) => {
      speak = onPiece;
      return { start: async () => calls.push('start'), stop: () => calls.push('stop') } as unknown as Microphone;
    },
  );
  return {
    recorder,
    calls,
    fulls: () => fulls,
    say: (...samples: number[]) => speak(encodeBase64(encodePcm16(Float32Array.from(samples)))),
  };
}

it('makes one sound of what it heard, and begins anew the next time', () => {
  const { recorder, say, calls } = testRecorder();
  recorder.start();
  say(0.5, -0.5);
  say(0.25);
  const sound = recorder.finish();
  expect([...sound.samples]).toEqual([0.5, -0.5, 0.25]);
  expect(sound).toMatchObject({ name: 'Your recording', sampleRateHz: 16_000 });
  recorder.start();
  say(1 / 4);
  recorder.cancel();
  recorder.start();
  say(1 / 8);
  expect([...recorder.finish().samples]).toEqual([0.125]);
  expect(calls).toEqual(['start', 'stop', 'start', 'stop', 'start', 'stop']);
});

it('says so where nothing was heard', () => {
  const { recorder } = testRecorder();
  recorder.start();
  expect(() => recorder.finish()).toThrow('Your recording holds no sound.');
});

it('ends after a minute', () => {
  const { recorder, say, fulls } = testRecorder();
  recorder.start();
  const second = Array.from({ length: 16_000 }, () => 0.1);
  for (let i = 1; i < MAX_RECORDING_MS / 1000; i++) say(...second);
  expect(fulls()).toBe(0);
  say(...second);
  expect(fulls()).toBe(1);
});
