import type { DrawCall, Drawing, DrawnClip, DrawnGradient } from './drawing.js';
import { EmbeddedImage } from './embedded-image.js';
import { RecordedPath } from './recorded-path.js';

/** What `save()` keeps. */
interface Kept {
  readonly transform: readonly number[];
  readonly clip: number;
}

const IDENTITY: readonly number[] = [1, 0, 0, 1, 0, 0];

/** As much of a 2D context as the Rive runtime uses, and what was drawn on it. */
class RecordingContext {
  fillStyle: string | DrawnGradient = '#000';
  strokeStyle: string | DrawnGradient = '#000';
  lineWidth = 1;
  lineCap = 'butt';
  lineJoin = 'miter';
  globalAlpha = 1;
  globalCompositeOperation = 'source-over';
  #kept: Kept[] = [];
  #transform = IDENTITY;
  #clip = -1;
  #calls: DrawCall[] = [];
  #clips: DrawnClip[] = [];

  constructor(readonly canvas: RecordingCanvas) {}

  /** What was drawn since the last call. */
  take(): Drawing {
    const drawing = { calls: this.#calls, clips: this.#clips };
    this.#calls = [];
    this.#clips = [];
    this.#clip = -1;
    this.#transform = IDENTITY;
    this.#kept = [];
    return drawing;
  }

  save(): void {
    this.#kept.push({ transform: this.#transform, clip: this.#clip });
  }

  restore(): void {
    const { transform, clip } = this.#kept.pop() ?? { transform: IDENTITY, clip: -1 };
    this.#transform = transform;
    this.#clip = clip;
  }

  setTransform(...values: number[]): void {
    this.#transform = values;
  }

  resetTransform(): void {
    this.#transform = IDENTITY;
  }

  transform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    const [ma = 1, mb = 0, mc = 0, md = 1, me = 0, mf = 0] = this.#transform;
    this.#transform = [
      ma * a + mc * b,
      mb * a + md * b,
      ma * c + mc * d,
      mb * c + md * d,
      ma * e + mc * f + me,
      mb * e + md * f + mf,
    ];
  }

  translate(x: number, y: number): void {
    this.transform(1, 0, 0, 1, x, y);
  }

  rotate(angle: number): void {
    this.transform(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0);
  }

  scale(x: number, y: number): void {
    this.transform(x, 0, 0, y, 0, 0);
  }

  createLinearGradient(x1: number, y1: number, x2: number, y2: number): DrawnGradient & Stops {
    return gradient('linear', [x1, y1, x2, y2]);
  }

  createRadialGradient(_x: number, _y: number, _from: number, x: number, y: number, radius: number) {
    return gradient('radial', [x, y, radius]);
  }

  fill(path: RecordedPath, rule?: string): void {
    this.#draw('fill', path, this.fillStyle, { evenOdd: rule === 'evenodd' });
  }

  stroke(path: RecordedPath): void {
    const stroke = { width: this.lineWidth, cap: this.lineCap, join: this.lineJoin };
    this.#draw('stroke', path, this.strokeStyle, { stroke });
  }

  clip(path: RecordedPath, rule?: string): void {
    this.#clips.push({
      path: path.toPathData(),
      transform: this.#transform,
      evenOdd: rule === 'evenodd',
      parent: this.#clip,
    });
    this.#clip = this.#clips.length - 1;
  }

  drawImage(image: unknown): void {
    // Meshes are drawn by WebGL, of which there is none here.
    if (!(image instanceof EmbeddedImage)) return;
    const frame = new RecordedPath();
    frame.moveTo(0, 0);
    frame.lineTo(image.width, image.height);
    this.#draw('picture', frame, '', { picture: image.picture });
  }

  clearRect(): void {}
  beginPath(): void {}
  rect(): void {}
  fillRect(): void {}

  #draw(
    kind: DrawCall['kind'],
    path: RecordedPath,
    paint: string | DrawnGradient,
    more: Partial<Pick<DrawCall, 'evenOdd' | 'stroke' | 'picture'>>,
  ): void {
    this.#calls.push({
      kind,
      path: kind === 'picture' ? '' : path.toPathData(),
      bounds: path.boundsUnder(this.#transform),
      transform: this.#transform,
      paint,
      evenOdd: false,
      opacity: this.globalAlpha,
      blendMode: this.globalCompositeOperation,
      clip: this.#clip,
      ...more,
    });
  }
}

/** A canvas that writes down what is drawn instead of drawing it. */
export class RecordingCanvas {
  width = 1;
  height = 1;
  readonly style = {};
  readonly #context = new RecordingContext(this);

  getContext(kind: string): RecordingContext | null {
    return kind === '2d' ? this.#context : null;
  }

  /** What was drawn since the last call. */
  take(): Drawing {
    return this.#context.take();
  }
}

interface Stops {
  addColorStop(offset: number, color: string): void;
}

function gradient(kind: DrawnGradient['kind'], geometry: readonly number[]): DrawnGradient & Stops {
  const stops: (readonly [number, string])[] = [];
  return { kind, geometry, stops, addColorStop: (offset, color) => stops.push([offset, color]) };
}
