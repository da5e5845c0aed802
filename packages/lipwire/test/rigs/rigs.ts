import { MouthFile, sizeOf } from './mouth-file.js';

const OCULUS = ['sil', 'PP', 'FF', 'TH', 'DD', 'kk', 'CH', 'SS', 'nn', 'RR', 'aa', 'E', 'ih', 'oh', 'ou'] as const;
const BLAIR = ['Neutral', 'F', 'M', 'O', 'U', 'E', 'AI', 'CH', 'S', 'L'] as const;
/** What files of the commercial format have; no 106, 111, 117. */
const NUMBERS = [100, 101, 102, 103, 104, 105, 107, 108, 109, 110, 112, 113, 114, 115, 116, 118] as const;

/** One file for each way to drive a mouth, drawn for the purpose. `sizeOf(i)` is the size of shape i of each. */
export const RIGS = {
  /** Ours: a number for each viseme in the view model, over a rest pose. */
  weights() {
    const rig = new MouthFile();
    const rest = rig.shape('rest', sizeOf(0));
    const visemes = Array.from({ length: 22 }, (_, id) => ({
      animation: rig.shape(`viseme ${id}`, sizeOf(id)),
      weight: rig.file.viewModel.number(`viseme${id}`),
    }));
    return rig.blend([{ animation: rest, weight: 100 }, ...visemes]).toBytes();
  },
  /** The commercial format: no rest pose below, poses in rising order. Shape i is that of input `100 + i`. */
  numberedRising: (without: readonly number[] = []) => numbered(NUMBERS.filter((number) => !without.includes(number))),
  /** The same in falling order. */
  numberedFalling: () => numbered([...NUMBERS].reverse()),
  /** Names of shapes over a rest pose that starts at 100 and stays. */
  namedOverRest() {
    const rig = new MouthFile();
    const shapes = BLAIR.map((name, i) => ({
      animation: rig.shape(name, sizeOf(i)),
      weight: rig.machine.number(name, i === 0 ? 100 : 0),
    }));
    return rig.blend(shapes).toBytes();
  },
  /** `viseme_PP` and so on without a rest pose, in falling order. */
  namedWithoutRest() {
    const rig = new MouthFile();
    const shapes = OCULUS.map((name, i) => ({
      animation: rig.shape(name, sizeOf(i)),
      weight: rig.machine.number(`viseme_${name}`),
    }));
    return rig.blend(shapes.reverse()).toBytes();
  },
  /** A view-model enum with the Oculus names, and transitions of 60 ms. */
  visemeEnum() {
    const rig = new MouthFile();
    return rig.switchEnum(rig.file.viewModel.enumeration('mouthVisemeCode', OCULUS), 60).toBytes();
  },
  /** A number from 0 to `shapes - 1`. */
  visemeNumber(name: string, shapes: number) {
    const rig = new MouthFile();
    return rig.count(rig.machine.number(name), shapes).toBytes();
  },
  /** How far the mouth is open, 0 to 100: from shape 0 to shape 10. */
  loudness() {
    const rig = new MouthFile();
    const layer = rig.machine.layer('mouth');
    const stops = [[0, rig.shape('closed', sizeOf(0))] as const, [100, rig.shape('open', sizeOf(10))] as const];
    layer.start(layer.blend1d(rig.file.viewModel.number('mouthOpen'), stops));
    return rig.toBytes();
  },
  /** Names that nobody knows, 0 to 1 each in effect: shapes 0 to 3 over a rest pose. */
  ownNames() {
    const rig = new MouthFile();
    const shapes = ['wide', 'narrow', 'shut'].map((name, i) => ({
      animation: rig.shape(name, sizeOf(i + 1)),
      weight: rig.machine.number(name),
    }));
    return rig.blend([{ animation: rig.shape('calm', sizeOf(0)), weight: 100 }, ...shapes]).toBytes();
  },
  /** A file without anything that a mouth could be driven by. */
  mouthless() {
    const rig = new MouthFile();
    rig.machine.number('mood');
    const layer = rig.machine.layer('mouth');
    layer.start(layer.play(rig.shape('only', sizeOf(0))));
    return rig.toBytes();
  },
};

function numbered(numbers: readonly number[]): Uint8Array {
  const rig = new MouthFile();
  rig.machine.boolean('is_speaking');
  const shapes = numbers.map((number) => ({
    animation: rig.shape(String(number), sizeOf(number - 100)),
    weight: rig.machine.number(String(number)),
  }));
  return rig.blend(shapes).toBytes();
}
