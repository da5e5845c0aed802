import { RigError } from '../../errors.js';
import type { PathPoint } from './path-point.js';

/** One run of a path, as {@link parsePathData} finds it. */
export interface Subpath {
  readonly points: readonly PathPoint[];
  readonly closed: boolean;
}

interface Corner {
  x: number;
  y: number;
  /** Absolute position of the handles; on the corner itself if there is none. */
  inX: number;
  inY: number;
  outX: number;
  outY: number;
}

const ARGUMENTS: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, Z: 0 };

/**
 * Reads the `d` attribute of an SVG path (all commands except arcs and `T`), so that shapes drawn in any vector tool can
 * be used as they are.
 *
 * @throws RigError `RIG_PATH_DATA_INVALID`; the message names the place.
 */
export function parsePathData(data: string): Subpath[] {
  const subpaths: { corners: Corner[]; closed: boolean }[] = [];
  let x = 0;
  let y = 0;
  for (const { command, relative, values } of commands(data)) {
    const [dx, dy] = relative ? [x, y] : [0, 0];
    const at = (i: number, origin: number) => (values[i] ?? 0) + origin;
    if (command === 'M') {
      [x, y] = [at(0, dx), at(1, dy)];
      subpaths.push({ corners: [corner(x, y)], closed: false });
      continue;
    }
    let subpath = subpaths.at(-1);
    if (subpath?.closed && command !== 'Z') {
      // Without a move, what follows a closed path is another from the same start.
      subpath = { corners: [corner(x, y)], closed: false };
      subpaths.push(subpath);
    }
    const last = subpath?.corners.at(-1);
    if (!subpath || !last) throw invalid(data, 'it must start with M');
    if (command === 'Z') {
      subpath.closed = true;
      joinEnds(subpath.corners);
      const first = subpath.corners[0] as Corner;
      [x, y] = [first.x, first.y];
      continue;
    }
    if (command === 'H') x = at(0, dx);
    else if (command === 'V') y = at(0, dy);
    else [x, y] = [at(values.length - 2, dx), at(values.length - 1, dy)];
    const next = corner(x, y);
    if (command === 'C') {
      [last.outX, last.outY, next.inX, next.inY] = [at(0, dx), at(1, dy), at(2, dx), at(3, dy)];
    } else if (command === 'S') {
      [last.outX, last.outY] = [2 * last.x - last.inX, 2 * last.y - last.inY];
      [next.inX, next.inY] = [at(0, dx), at(1, dy)];
    } else if (command === 'Q') {
      const [cx, cy] = [at(0, dx), at(1, dy)];
      [last.outX, last.outY] = [last.x + ((cx - last.x) * 2) / 3, last.y + ((cy - last.y) * 2) / 3];
      [next.inX, next.inY] = [x + ((cx - x) * 2) / 3, y + ((cy - y) * 2) / 3];
    }
    subpath.corners.push(next);
  }
  return subpaths.map(({ corners, closed }) => ({ points: corners.map(toPoint), closed }));
}

function* commands(data: string): Generator<{ command: string; relative: boolean; values: number[] }> {
  if (!/^\s*[a-z]/i.test(data)) throw invalid(data, 'it must start with M');
  for (const [, letter = '', text = ''] of data.matchAll(/([a-z])([^a-z]*)/gi)) {
    const command = letter.toUpperCase();
    const count = ARGUMENTS[command];
    if (count === undefined) throw invalid(data, `"${letter}" is not supported`);
    const values = (text.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    if (count === 0 ? values.length > 0 : values.length === 0 || values.length % count !== 0) {
      throw invalid(data, `"${letter}" takes ${count} numbers, not ${values.length}`);
    }
    const relative = letter !== command;
    if (count === 0) yield { command, relative, values };
    for (let i = 0; i < values.length; i += count) {
      // Further pairs after a move are lines, says SVG.
      yield { command: command === 'M' && i > 0 ? 'L' : command, relative, values: values.slice(i, i + count) };
    }
  }
}

function corner(x: number, y: number): Corner {
  return { x, y, inX: x, inY: y, outX: x, outY: y };
}

/** A closed path that ends where it began has that corner once. */
function joinEnds(corners: Corner[]): void {
  const first = corners[0];
  const last = corners.at(-1);
  if (!first || !last || corners.length < 2 || Math.hypot(first.x - last.x, first.y - last.y) > 1e-6) return;
  [first.inX, first.inY] = [last.inX, last.inY];
  corners.pop();
}

function toPoint({ x, y, inX, inY, outX, outY }: Corner): PathPoint {
  const inDistance = Math.hypot(inX - x, inY - y);
  const outDistance = Math.hypot(outX - x, outY - y);
  if (inDistance === 0 && outDistance === 0) return { x, y };
  return {
    x,
    y,
    inRotation: Math.atan2(inY - y, inX - x),
    inDistance,
    outRotation: Math.atan2(outY - y, outX - x),
    outDistance,
  };
}

function invalid(data: string, why: string): RigError {
  return new RigError('RIG_PATH_DATA_INVALID', `Path data cannot be used: ${why}, in "${data.slice(0, 60)}".`);
}
