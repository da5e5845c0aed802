import { createRiveRig, type RigStrategyName } from '@lipwire/browser';
import { diagnose } from '@lipwire/browser/doctor';
import { SILENCE, VISEME_COUNT, type VisemeId } from '@lipwire/cues';
import { numberUses, readRiv } from '@lipwire/rig/builder';
import type { File, RiveCanvas } from '@rive-app/canvas-advanced';
import { CliError } from '../errors.js';
import type { Bounds, DrawCall, Drawing } from '../rive/drawing.js';
import { drawingSvg } from '../rive/drawing-svg.js';
import { headlessRive } from '../rive/headless-rive.js';
import { artboardsOf, type RivChoice, RivPlayer } from '../rive/riv-player.js';
import type { Examination, MouthPicture } from './examination.js';

/** What is examined, and what the user said about it. */
export interface ExamineRequest extends RivChoice {
  readonly bytes: Uint8Array;
  readonly mouth?: RigStrategyName | undefined;
}

/** The mouth speaks for so long before a shape is shown, and then has so long to get there. */
const SPEAK_MS = 400;
const SETTLE_MS = 600;
const FRAME_MS = 1000 / 60;
/** Most of what moves is the mouth: this part of it at either end is something else, a chin or a scarf. */
const NOT_MOUTH = 0.25;
/** Around the mouth, as a part of its size. */
const MARGIN = 0.4;
/** A mouth is shown no smaller than this part of the artboard. */
const SMALLEST = 0.12;
/** What moves and is larger than this part of the artboard moves with the mouth: a jaw, a head. */
const LARGEST_MOUTH = 0.1;

let runtime: Promise<RiveCanvas> | undefined;

/**
 * Finds out how the mouth of a file is driven, and draws it in every shape. Rive's own runtime plays the file, and the same
 * code drives it as in a page.
 *
 * It puts stand-ins for a page's globals in place; run it in a thread of its own.
 *
 * @throws CliError `CLI_RIV_INVALID`, RigError `RIG_FILE_INVALID`, BrowserError `BROWSER_ARTBOARD_UNKNOWN`, `BROWSER_STATE_MACHINE_UNKNOWN`; anything else
 *   is Rive's own: it could not play the file.
 */
export async function examine({ bytes, mouth, ...choice }: ExamineRequest): Promise<Examination> {
  const numbers = numberUses(readRiv(bytes));
  runtime ??= headlessRive();
  const rive = await runtime;
  const file: File | null = await rive.load(bytes, undefined, false);
  if (!file) throw new CliError('CLI_RIV_INVALID', `Rive cannot load "${choice.src}".`);
  if (file.artboardCount() === 0) throw new CliError('CLI_RIV_INVALID', `There is nothing to play in "${choice.src}".`);
  const player = new RivPlayer(rive, file, choice);
  const { report } = createRiveRig(player.view, { mouth, stateMachine: choice.stateMachine });
  const { artboardName, stateMachineName, viewModelName, bounds } = player;
  player.close();

  const show = (visemeId: VisemeId) => drawn(new RivPlayer(rive, file, choice), visemeId, mouth);
  const silent = show(SILENCE);
  const drawings = report.shapes.map(({ visemeId }) => ({ visemeId, drawing: show(visemeId) }));
  const changes = drawings.map(({ drawing }) => changedBounds(silent, drawing));
  const likeSilence = drawings
    .filter(({ visemeId }, i) => visemeId !== SILENCE && changes[i]?.length === 0)
    .map(({ visemeId }) => visemeId);
  const view = viewOf(changes.flat(), bounds);
  const diagnosis = diagnose({ report, numbers, likeSilence });
  return {
    artboards: artboardsOf(file),
    artboard: artboardName,
    stateMachine: stateMachineName,
    viewModel: viewModelName,
    width: bounds[2] - bounds[0],
    height: bounds[3] - bounds[1],
    report,
    diagnosis,
    picture: drawingSvg(silent, bounds, 'all'),
    mouths: drawings.map(
      ({ visemeId, drawing }): MouthPicture => ({
        visemeId,
        svg: drawingSvg(drawing, view, `v${visemeId}`),
        likeSilence: diagnosis.shut.includes(visemeId),
      }),
    ),
  };
}

/** One shape, in an instance of its own: all of them are drawn at the same time of whatever else the file does. */
function drawn(player: RivPlayer, visemeId: VisemeId, mouth: RigStrategyName | undefined): Drawing {
  const { target } = createRiveRig(player.view, { mouth });
  target.setSpeaking(true);
  play(player, target, SILENCE, SPEAK_MS);
  play(player, target, visemeId, SETTLE_MS);
  const drawing = player.draw();
  player.close();
  return drawing;
}

function play(player: RivPlayer, target: ReturnType<typeof createRiveRig>['target'], visemeId: VisemeId, ms: number) {
  const weights = Float32Array.from({ length: VISEME_COUNT }, (_, id) => (id === visemeId ? 1 : 0));
  for (let atMs = 0; atMs < ms; atMs += FRAME_MS) {
    target.setWeights(weights, FRAME_MS);
    player.run(FRAME_MS, FRAME_MS);
  }
}

/** Bounds of all that is in one drawing and not in the other. */
function changedBounds(before: Drawing, after: Drawing): Bounds[] {
  const [was, is] = [new Map(before.calls.map(keyed)), new Map(after.calls.map(keyed))];
  const gone = [...was].filter(([key]) => !is.has(key));
  const come = [...is].filter(([key]) => !was.has(key));
  return [...gone, ...come].map(([, { bounds }]) => bounds);
}

function keyed(call: DrawCall): [string, DrawCall] {
  const { path, transform, paint, opacity, stroke } = call;
  return [JSON.stringify([path, transform.map((value) => value.toFixed(3)), paint, opacity.toFixed(3), stroke]), call];
}

/** The part of the artboard in which the mouth moves, and somewhat more; all of it if nothing moves. */
function viewOf(moved: readonly Bounds[], artboard: Bounds): Bounds {
  const all = moved.filter((bounds) => bounds.every(Number.isFinite));
  const small = all.filter((bounds) => areaOf(bounds) < areaOf(artboard) * LARGEST_MOUTH);
  const finite = small.length > 0 ? small : all;
  if (finite.length === 0) return artboard;
  const side = (index: 0 | 1, low: 0 | 1, high: 2 | 3): [number, number] => {
    const from = quantile(
      finite.map((bounds) => bounds[low]),
      NOT_MOUTH,
    );
    const to = quantile(
      finite.map((bounds) => bounds[high]),
      1 - NOT_MOUTH,
    );
    const least = (artboard[high] - artboard[low]) * SMALLEST;
    const half = Math.max((to - from) * (0.5 + MARGIN), least / 2);
    const middle = (from + to) / 2;
    return [Math.max(artboard[index], middle - half), Math.min(artboard[high], middle + half)];
  };
  const [left, right] = side(0, 0, 2);
  const [top, bottom] = side(1, 1, 3);
  return right > left && bottom > top ? [left, top, right, bottom] : artboard;
}

function areaOf([left, top, right, bottom]: Bounds): number {
  return (right - left) * (bottom - top);
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(part * (sorted.length - 1))] as number;
}
