import { type Stage, StateStore } from '@lipwire/browser';
import type { WireViseme } from '@lipwire/cues';
import { expect, it, vi } from 'vitest';
import { PlaygroundDesk, type PlaygroundParts } from './playground-desk';
import type { Recorder } from './recorder';
import { type Sound, SoundError } from './sound';
import type { SoundPlayer } from './sound-player';
import { handleTimelineKey } from './timeline/timeline-keys';

const sound = (name: string): Sound => ({
  name,
  samples: new Float32Array(24_000),
  sampleRateHz: 24_000,
  durationMs: 1000,
  phones: [
    { phone: 'm', startMs: 0, endMs: 400 },
    { phone: 'aa', startMs: 400, endMs: 1000 },
  ],
  remark: undefined,
});

/** "m", a slip of "ay" that looks like "aa", then "aa". */
const VISEMES: readonly WireViseme[] = [
  { offset: 0, visemeId: 21 },
  { offset: 400, visemeId: 11 },
  { offset: 430, visemeId: 2 },
  { offset: 900, visemeId: 0 },
];

/** A frame is on the screen that much later. */
const SCREEN_IN_MS = 20;

/** The part of a stage that the desk uses, with frames that tests draw. */
function testStage() {
  let performer: Parameters<Stage['add']>[0] | undefined;
  const listeners = new Set<() => void>();
  const stage = {
    wakes: 0,
    speaking: false,
    add: (added: NonNullable<typeof performer>) => {
      performer = added;
      return () => {
        performer = undefined;
      };
    },
    listenFrames: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setSpeaking: (_speaker: object, speaking: boolean) => {
      stage.speaking = speaking;
    },
    wake: () => {
      stage.wakes++;
    },
    draw: () => {
      const more = performer?.advance(0, 16, SCREEN_IN_MS);
      for (const listener of listeners) listener();
      return more;
    },
  };
  return stage;
}

function testDesk(parts: PlaygroundParts = {}) {
  const player = {
    heardMs: undefined as number | undefined,
    played: [] as [number, number][],
    end: () => {},
    play: (_sound: Sound, fromMs: number, speed: number, onEnd: () => void) => {
      player.played.push([fromMs, speed]);
      player.heardMs = fromMs;
      player.end = () => {
        player.heardMs = undefined;
        onEnd();
      };
    },
    stop: () => {
      player.heardMs = undefined;
    },
    close: () => {},
  };
  const microphone = new StateStore<{ status: string }>({ status: 'off' });
  const recorder = {
    microphone: { getState: microphone.get, subscribe: microphone.subscribe },
    start: () => microphone.set({ status: 'on' }),
    finish: () => {
      microphone.set({ status: 'off' });
      return sound('Your recording');
    },
    cancel: () => microphone.set({ status: 'off' }),
  };
  const desk = new PlaygroundDesk({
    player: player as unknown as SoundPlayer,
    cueMaker: { visemesOf: async () => ({ visemes: VISEMES, engineMs: 1, place: 'worker' }) },
    makeRecorder: () => recorder as unknown as Recorder,
    speak: async ({ text }) => sound(text),
    readFile: async ({ name }) => sound(name),
    ...parts,
  });
  const stage = testStage();
  const unmount = desk.mount(stage as unknown as Stage);
  return { desk, stage, player, microphone, unmount };
}

it('shows a sound with its cues before and after natural lip sync', async () => {
  const { desk } = testDesk();
  const speaking = desk.speak({ text: 'Ma', voice: 'slt' });
  expect(desk.getState().busy).toBe('Speaking…');
  await speaking;
  const { take, after, busy, playing } = desk.getState();
  expect(busy).toBeUndefined();
  expect(playing).toBe(false);
  expect(take?.before.visemes).toBe(VISEMES);
  expect(after?.visemes.map(({ visemeId }) => visemeId)).toEqual([21, 2, 0]);
});

it('moves the mouth with the playhead in either direction, and with the track that it follows', async () => {
  const { desk, stage } = testDesk();
  await desk.speak({ text: 'Ma', voice: 'slt' });
  const mouthAt = (ms: number) => {
    desk.seek(ms);
    stage.draw();
    return desk.weights.indexOf(1);
  };
  expect([100, 600, 100].map(mouthAt)).toEqual([21, 2, 21]);
  // At 400 ms a list as heard is at "ay"; natural lip sync made one shape of both.
  expect(mouthAt(400)).toBe(2);
  desk.follow('before');
  expect(mouthAt(400)).toBe(11);
  expect(desk.getMoment()).toEqual({ phone: 'aa', before: 11, after: 2 });
  expect(mouthAt(-50)).toBe(21);
  expect(desk.playheadMs).toBe(0);
  expect(mouthAt(5000)).toBe(0);
  expect(desk.playheadMs).toBe(1000);
});

it('changes the track and the mouth with a field at once', async () => {
  const { desk, stage } = testDesk();
  await desk.speak({ text: 'Ma', voice: 'slt' });
  desk.seek(400);
  desk.configure({ similarityThreshold: 1, minVisemeInterval: 20 });
  stage.draw();
  expect(desk.getState().after?.visemes.map(({ visemeId }) => visemeId)).toEqual([21, 11, 2, 0]);
  expect(desk.weights.indexOf(1)).toBe(11);
});

it('plays from the playhead, follows what is heard, and starts again from the end', async () => {
  const { desk, stage, player } = testDesk();
  await desk.speak({ text: 'Ma', voice: 'slt' });
  desk.seek(250);
  desk.play();
  expect(stage.speaking).toBe(true);
  // What is drawn is seen a little later: by then the next shape is heard.
  player.heardMs = 885;
  expect(stage.draw()).toBe(true);
  expect(desk.weights.indexOf(1)).toBe(0);
  player.heardMs = 600;
  expect(stage.draw()).toBe(true);
  expect(desk.weights.indexOf(1)).toBe(2);
  desk.setSpeed(0.5);
  desk.seek(700);
  player.end();
  expect(desk.getState().playing).toBe(false);
  expect(stage.speaking).toBe(false);
  expect(stage.draw()).toBe(false);
  expect(desk.playheadMs).toBe(1000);
  desk.play();
  desk.pause();
  expect(player.played).toEqual([
    [250, 1],
    [600, 0.5],
    [700, 0.5],
    [0, 0.5],
  ]);
});

it('stops where it is moved to the end while it plays', async () => {
  const { desk, player } = testDesk();
  await desk.speak({ text: 'Ma', voice: 'slt' }, { play: true });
  desk.seek(1000);
  expect(desk.getState().playing).toBe(false);
  expect(player.played).toHaveLength(1);
});

it('shows the sound that was asked for last, whichever comes last', async () => {
  let release = (_sound: Sound) => {};
  const { desk } = testDesk({ speak: () => new Promise((resolve) => (release = resolve)) });
  const slow = desk.speak({ text: 'Slow', voice: 'slt' });
  await desk.openFile(new File([], 'fast.wav'));
  release(sound('Slow'));
  await slow;
  expect(desk.getState().take?.sound.name).toBe('fast.wav');
});

it('says what went wrong and keeps what was there', async () => {
  const { desk } = testDesk({
    readFile: () => Promise.reject(new SoundError('DEMO_SOUND_UNREADABLE', 'This browser cannot read it.')),
  });
  await desk.speak({ text: 'Ma', voice: 'slt' });
  await desk.openFile(new File([], 'a.txt'));
  expect(desk.getState()).toMatchObject({ problem: 'This browser cannot read it.', busy: undefined });
  expect(desk.getState().take?.sound.name).toBe('Ma');
  await desk.speak({ text: 'Me', voice: 'slt' });
  expect(desk.getState().problem).toBeUndefined();
});

it('records, and shows what was recorded', async () => {
  const { desk, microphone } = testDesk();
  desk.toggleRecording();
  expect(microphone.get().status).toBe('on');
  desk.toggleRecording();
  await vi.waitFor(() => expect(desk.getState().take?.sound.name).toBe('Your recording'));
});

it('lets go of everything', async () => {
  const { desk, stage, microphone, unmount } = testDesk();
  await desk.speak({ text: 'Ma', voice: 'slt' }, { play: true });
  desk.toggleRecording();
  unmount();
  expect(desk.getState().playing).toBe(false);
  expect(microphone.get().status).toBe('off');
  expect(stage.draw()).toBeUndefined();
});

it('is moved by keys', async () => {
  const { desk } = testDesk();
  await desk.speak({ text: 'Ma', voice: 'slt' });
  const zooms: number[] = [];
  const surface = { zoom: (factor: number) => zooms.push(factor), showWhole: () => zooms.push(0) };
  const press = (key: string, shiftKey = false) => {
    const known = handleTimelineKey({ key, shiftKey }, surface as never, desk);
    return known ? desk.playheadMs : undefined;
  };
  expect([press('ArrowRight'), press('ArrowRight', true), press('ArrowLeft')]).toEqual([10, 110, 100]);
  // Cues that the mouth follows are at 0, 400 and 900.
  expect([press('ArrowUp'), press('ArrowUp'), press('ArrowUp'), press('ArrowDown')]).toEqual([400, 900, 1000, 900]);
  expect([press('Home'), press('ArrowDown'), press('PageUp'), press('PageDown')]).toEqual([0, 0, 1000, 0]);
  expect([press('x'), press('Tab')]).toEqual([undefined, undefined]);
  press(' ');
  expect(desk.getState().playing).toBe(true);
  press('+');
  press('0');
  expect(zooms).toEqual([1.5, 0]);
});
