import type { Bounds } from './drawing.js';

/** What a `Path2D` collects, kept readable. */
export class RecordedPath {
  readonly #commands: [command: 'M' | 'C' | 'L' | 'Z', ...numbers: number[]][] = [];

  constructor(from?: RecordedPath) {
    if (from) this.#commands.push(...from.#commands);
  }

  moveTo(x: number, y: number): void {
    this.#commands.push(['M', x, y]);
  }

  lineTo(x: number, y: number): void {
    this.#commands.push(['L', x, y]);
  }

  bezierCurveTo(...numbers: number[]): void {
    this.#commands.push(['C', ...numbers]);
  }

  closePath(): void {
    this.#commands.push(['Z']);
  }

  addPath(path: RecordedPath, matrix?: Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f', number>): void {
    const { a = 1, b = 0, c = 0, d = 1, e = 0, f = 0 } = matrix ?? {};
    for (const [command, ...numbers] of path.#commands) {
      this.#commands.push([command, ...mapped([a, b, c, d, e, f], numbers)]);
    }
  }

  /** SVG path data. */
  toPathData(): string {
    return this.#commands.map(([command, ...numbers]) => command + numbers.map(rounded).join(' ')).join('');
  }

  /** Bounds of all control points once they are moved. */
  boundsUnder(matrix: readonly number[]): Bounds {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [, ...numbers] of this.#commands) {
      const points = mapped(matrix, numbers);
      for (let i = 0; i < points.length; i += 2) {
        const [x = 0, y = 0] = [points[i], points[i + 1]];
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    }
    return [left, top, right, bottom];
  }
}

/** A number as short as a picture allows. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function mapped([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[], numbers: readonly number[]): number[] {
  return numbers.flatMap((x, i) => {
    const y = numbers[i + 1] ?? 0;
    return i % 2 === 0 ? [a * x + c * y + e, b * x + d * y + f] : [];
  });
}
