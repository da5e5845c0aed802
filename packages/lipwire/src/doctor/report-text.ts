import { basename } from 'node:path';
import { mouthSource, STRATEGY_SENTENCES } from '@lipwire/browser/doctor';
import { VISEMES } from '@lipwire/cues';
import type { Examination } from './examination.js';

/** Names come from files of others, and a terminal acts on such characters. */
const CONTROL = /[^\P{Cc}\n]/gu;

/** What the doctor says on a terminal. */
export function reportText(path: string, sizeBytes: number, examination: Examination): string {
  const { artboards, artboard, stateMachine, viewModel, width, height, report, diagnosis, mouths } = examination;
  const others = artboards.map(({ name }) => name).filter((name) => name !== artboard);
  const machines = artboards.find(({ name }) => name === artboard)?.stateMachines ?? [];
  const otherMachines = machines.filter((name) => name !== stateMachine);
  const facts = [
    ['file', `${basename(path)}, ${(sizeBytes / 1000).toFixed(1)} kB`],
    ['artboard', `${artboard}, ${width} x ${height}${beside(others)}`],
    ['state machine', `${stateMachine ?? 'none'}${beside(otherMachines)}`],
    ['view model', viewModel ?? 'none'],
    ['mouth', mouthLine(examination)],
    ['missing', report.missing.join(', ') || 'nothing'],
    ...(report.found.length > 0 ? [['has', report.found.join(', ')]] : []),
  ];
  const rows = report.shapes.map(({ visemeId, shape, insteadOf }) => [
    String(visemeId).padStart(2),
    VISEMES[visemeId]?.name ?? '',
    shape ?? '(rest)',
    insteadOf !== undefined
      ? `instead of ${insteadOf}`
      : mouths[visemeId]?.likeSilence === true
        ? 'looks like silence'
        : '',
  ]);
  return [
    ...table(facts),
    ...(rows.length > 0 ? ['', ...table([['id', 'sound', 'drawn with', ''], ...rows])] : []),
    ...(diagnosis.remarks.length > 0 ? ['', ...diagnosis.remarks.map((remark) => `! ${remark}`)] : []),
    ...(diagnosis.mouth ? ['', `  mouth={${mouthSource(diagnosis.mouth)}}`] : []),
    '',
  ]
    .join('\n')
    .replace(CONTROL, '\ufffd');
}

/** How the mouth is driven, in words. */
export function mouthLine({ report: { strategy, alphabet } }: Examination): string {
  if (strategy === undefined) return 'cannot be driven';
  return `${strategy}: ${STRATEGY_SENTENCES[strategy]}${alphabet ? ` (${alphabet})` : ''}`;
}

function beside(others: readonly string[]): string {
  return others.length > 0 ? ` (also: ${others.join(', ')})` : '';
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), []);
  const wide = widths.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(wide[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
