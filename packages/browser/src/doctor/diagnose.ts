import { VISEMES, type VisemeId } from '@lipwire/cues';
import type { MouthMap } from '../rig/mouth-map.js';
import { ANY_MOUTH, type RigReport } from '../rig/rive-rig.js';
import { MOUTH_ALPHABETS, type MouthAlphabet } from '../rig/strategies/mouth-alphabets.js';

/** What the file itself says of its numbers; `numberUses` of `@lipwire/rig/builder` reads it. */
export interface KnownNumbers {
  readonly blends: readonly { readonly numbers: readonly string[]; readonly overRest: boolean }[];
  readonly highest: ReadonlyMap<string, number>;
}

/** What was found out about the mouth of a file. */
export interface ExaminedMouth {
  readonly report: RigReport;
  /** Left out where the bytes of the file are not known. */
  readonly numbers?: KnownNumbers | undefined;
  /** Visemes, silence apart, that draw exactly what silence draws. */
  readonly likeSilence: readonly VisemeId[];
}

/** What there is to say about a mouth, and what to do. */
export interface Diagnosis {
  /** Sentences, the gravest first; none: all is well. */
  readonly remarks: readonly string[];
  /** Visemes that look like silence and should not: all but p, b and m, in which the lips are closed too. */
  readonly shut: readonly VisemeId[];
  /** A map that drives this file better than the strategy that was picked. */
  readonly mouth: MouthMap | undefined;
}

/** Visemes that a closed mouth is right for. */
const CLOSED: ReadonlySet<number> = new Set([0, 21]);

/** Says what is wrong with the mouth of a file, what stands in for what it lacks, and how it is driven better. */
export function diagnose({ report, numbers, likeSilence }: ExaminedMouth): Diagnosis {
  const { strategy, shapes } = report;
  if (strategy === undefined) return { remarks: [undriven(report)], shut: [], mouth: undefined };
  const remarks: string[] = [];
  const shut = likeSilence.filter((id) => !CLOSED.has(id));
  const opening = shapes.filter(({ visemeId }) => !CLOSED.has(visemeId)).length;
  if (shut.length === opening) {
    remarks.push(
      'The mouth never moves: what is set reaches nothing that is drawn. Is it another artboard or state machine?',
    );
  } else if (shut.length > 0) {
    remarks.push(
      `${list(shut)} ${shut.length === 1 ? 'looks' : 'look'} like silence: the mouth is shut when it should be seen.`,
    );
  }
  for (const name of new Set(shapes.flatMap(({ insteadOf }) => insteadOf ?? []))) {
    const missed = shapes.filter(({ insteadOf }) => insteadOf === name);
    const instead = [...new Set(missed.map(({ shape }) => shape ?? 'the mouth at rest'))].join(' and ');
    remarks.push(
      `There is no ${name}: ${instead} stands in for it, in ${list(missed.map(({ visemeId }) => visemeId))}.`,
    );
  }
  const otherAlphabet = miscounted(report, numbers);
  if (otherAlphabet) remarks.push(otherAlphabet.remark);
  const blend = blendOf(report, numbers);
  if (blend && shapes[0]?.shape === undefined && !blend.overRest && names(report).has(blend.numbers[0] ?? '')) {
    remarks.push(
      'Nothing lies below its poses, so the mouth has no way back to rest, unless another layer sets it first.',
    );
  }
  const ordered = blend && orderedMap(report, blend);
  if (ordered) remarks.push('The order of its poses is known now: with the map below, blends of shapes are exact too.');
  return { remarks, shut, mouth: otherAlphabet?.mouth ?? ordered };
}

function undriven({ missing, found }: RigReport): string {
  const has = found.length > 0 ? `It has ${found.join(', ')}` : 'It has no inputs and no view model';
  // What the app asked for comes first.
  const lack = missing[0] === ANY_MOUTH ? 'Nothing in it is known to move a mouth' : `It lacks ${missing[0]}`;
  return `${lack}. ${has}: if a mouth is among that, say so with a map.`;
}

/** One number that the file itself takes for another alphabet. */
function miscounted({ strategy, alphabet, shapes }: RigReport, numbers: KnownNumbers | undefined) {
  const name = shapes[0]?.shape?.split(' = ')[0];
  const highest = name === undefined ? undefined : numbers?.highest.get(name);
  if (strategy !== 'viseme-number' || alphabet === undefined || name === undefined || highest === undefined)
    return undefined;
  if (highest === MOUTH_ALPHABETS[alphabet].length - 1) return undefined;
  const counts = `It takes ${name} for a number up to ${highest}, and "${alphabet}" counts to ${MOUTH_ALPHABETS[alphabet].length - 1}`;
  const fitting = (Object.keys(MOUTH_ALPHABETS) as MouthAlphabet[]).find(
    (other) => MOUTH_ALPHABETS[other].length - 1 === highest,
  );
  if (!fitting) return { remark: `${counts}: say with a map what it counts.`, mouth: undefined };
  return {
    remark: `${counts}; "${fitting}" counts as far. If its mouths below are wrong, say so with the map below.`,
    mouth: { number: name, values: fitting } satisfies MouthMap,
  };
}

/** The blend of the file that all its shapes are in. */
function blendOf(report: RigReport, numbers: KnownNumbers | undefined): KnownNumbers['blends'][number] | undefined {
  if (report.strategy !== 'numbered-inputs' && report.strategy !== 'named-weights') return undefined;
  return numbers?.blends.find((blend) => [...names(report)].every((name) => blend.numbers.includes(name)));
}

/** The weights that were picked, in the order in which the file blends them. */
function orderedMap(report: RigReport, blend: KnownNumbers['blends'][number]): MouthMap {
  const weights = report.shapes.flatMap(({ visemeId, shape }) => (shape ? [[visemeId, shape] as const] : []));
  const used = names(report);
  return { weights: Object.fromEntries(weights), order: blend.numbers.filter((name) => used.has(name)) };
}

function names({ shapes }: RigReport): ReadonlySet<string> {
  return new Set(shapes.flatMap(({ shape }) => shape ?? []));
}

function list(visemes: readonly VisemeId[]): string {
  return visemes.map((id) => `${id} (${VISEMES[id]?.name})`).join(', ');
}
