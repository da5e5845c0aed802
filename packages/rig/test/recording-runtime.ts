import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import Rive, { type RiveCanvas } from '@rive-app/canvas-advanced';

/** A path as the runtime gave it to the canvas: commands with coordinates in artboard units. */
export type DrawnPath = readonly (readonly [command: 'M' | 'C' | 'L' | 'Z', ...numbers: number[]])[];

/** One fill, stroke or clip of a frame, in the order of painting. */
export interface DrawCall {
  readonly kind: 'fill' | 'stroke' | 'clip';
  readonly path: DrawnPath;
  /** From path to artboard: `[a, b, c, d, e, f]` as canvas has it. */
  readonly transform: readonly number[];
  readonly style: string;
}

/** The runtime of rive.app in Node, with a canvas that writes down what is drawn instead of drawing it. */
export interface RecordingRuntime {
  readonly rive: RiveCanvas;
  /** Draws an artboard and returns what was painted. */
  record(artboard: { draw(renderer: unknown): void }): DrawCall[];
}

let loaded: Promise<RecordingRuntime> | undefined;

/** Loads the runtime, once for all tests of a file. */
export function recordingRuntime(): Promise<RecordingRuntime> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<RecordingRuntime> {
  const calls: DrawCall[] = [];
  installFakeDocument(calls);
  const wasm = await readFile(createRequire(import.meta.url).resolve('@rive-app/canvas-advanced/rive.wasm'));
  // The package's types say CommonJS, the package is a module: its default export is the function itself.
  const open = Rive as unknown as (options: object) => Promise<RiveCanvas>;
  const rive = await open({ locateFile: () => '', wasmBinary: new Uint8Array(wasm).buffer });
  const canvas = fakeCanvas(calls) as unknown as HTMLCanvasElement;
  const renderer = rive.makeRenderer(canvas);
  return {
    rive,
    record(artboard) {
      calls.length = 0;
      renderer.clear();
      renderer.save();
      artboard.draw(renderer);
      renderer.restore();
      renderer.flush();
      rive.resolveAnimationFrame();
      return [...calls];
    },
  };
}

class FakePath {
  readonly commands: [command: 'M' | 'C' | 'L' | 'Z', ...numbers: number[]][] = [];
  constructor(from?: FakePath) {
    if (from) this.commands.push(...from.commands);
  }
  moveTo(x: number, y: number) {
    this.commands.push(['M', x, y]);
  }
  lineTo(x: number, y: number) {
    this.commands.push(['L', x, y]);
  }
  bezierCurveTo(...numbers: number[]) {
    this.commands.push(['C', ...numbers]);
  }
  closePath() {
    this.commands.push(['Z']);
  }
  addPath(path: FakePath, matrix?: Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f', number>) {
    const { a = 1, b = 0, c = 0, d = 1, e = 0, f = 0 } = matrix ?? {};
    for (const [command, ...numbers] of path.commands) {
      const moved = numbers.flatMap((x, i) => {
        const y = numbers[i + 1] ?? 0;
        return i % 2 === 0 ? [a * x + c * y + e, b * x + d * y + f] : [];
      });
      this.commands.push([command, ...moved]);
    }
  }
}

function fakeCanvas(calls: DrawCall[]): object {
  let transform = [1, 0, 0, 1, 0, 0];
  const saved: number[][] = [];
  const record = (kind: DrawCall['kind'], style: unknown) => (path: unknown) => {
    if (path instanceof FakePath) {
      calls.push({ kind, path: path.commands, transform: [...transform], style: String(style) });
    }
  };
  const context: Record<string, unknown> = {
    save: () => saved.push([...transform]),
    restore: () => {
      transform = saved.pop() ?? [1, 0, 0, 1, 0, 0];
    },
    setTransform: (...values: number[]) => {
      transform = values;
    },
    resetTransform: () => {
      transform = [1, 0, 0, 1, 0, 0];
    },
    transform: (a: number, b: number, c: number, d: number, e: number, f: number) => {
      const [ma = 1, mb = 0, mc = 0, md = 1, me = 0, mf = 0] = transform;
      transform = [
        ma * a + mc * b,
        mb * a + md * b,
        ma * c + mc * d,
        mb * c + md * d,
        ma * e + mc * f + me,
        mb * e + md * f + mf,
      ];
    },
    createLinearGradient: () => ({ addColorStop: () => {} }),
    createRadialGradient: () => ({ addColorStop: () => {} }),
    fill: (path: unknown) => record('fill', context.fillStyle)(path),
    stroke: (path: unknown) => record('stroke', context.strokeStyle)(path),
    clip: (path: unknown) => record('clip', '')(path),
  };
  for (const name of ['beginPath', 'clearRect', 'drawImage', 'fillRect', 'scale', 'translate', 'rotate', 'rect']) {
    context[name] = () => {};
  }
  const canvas = { width: 500, height: 500, style: {}, getContext: (kind: string) => (kind === '2d' ? context : null) };
  context.canvas = canvas;
  return canvas;
}

function installFakeDocument(calls: DrawCall[]): void {
  const globals = globalThis as Record<string, unknown>;
  globals.document = { createElement: () => fakeCanvas(calls) };
  globals.navigator ??= { userAgent: 'node' };
  globals.Image = class {};
  globals.Path2D = FakePath;
  globals.OffscreenCanvas = class {
    constructor() {
      Object.assign(this, fakeCanvas(calls));
    }
  };
}
