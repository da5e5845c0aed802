const HEAD = [
  '| what goes wrong | closures | p5 | p50 | p95 | worst | missed | gaps in the sound | late cues | p50 / p95 to the phone |',
  '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
];

/**
 * What a call measured, as Markdown.
 *
 * @param {import('../../test/sync/sync-call.js').SyncResult} result
 * @param {string} machine
 */
export function syncTable({ seconds, faults, interruptions, heardSpeechOfDeadTurns }, machine) {
  const rows = faults.map(({ fault, toCue, toPhone, missed, underruns, underrunMs, lateCues }) => {
    const gaps = underruns === 0 ? '0' : `${underruns} (${ms(underrunMs)})`;
    const cells = [
      fault,
      toCue.count,
      ...[toCue.p5, toCue.p50, toCue.p95, toCue.worst].map(ms),
      missed,
      gaps,
      lateCues,
      `${ms(toPhone.p50)} / ${ms(toPhone.p95)}`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const silent = interruptions.map(({ silentMs }) => silentMs).sort((a, b) => a - b);
  const rest = interruptions.map(({ restMs }) => restMs).sort((a, b) => a - b);
  const cut =
    `Interrupted ${interruptions.length} times: silent after ${spread(silent)} (a block is 5.3 ms here), the mouth at rest ` +
    `after ${spread(rest)}. ${heardSpeechOfDeadTurns ? 'Speech of dead turns was heard.' : 'Nothing of a dead turn was heard.'}`;
  return [...HEAD, ...rows, '', cut, '', `A call of ${seconds} s on ${machine}, Chromium without a GPU.`].join('\n');
}

/** @param {number} value */
function ms(value) {
  return Number.isFinite(value) ? `${Math.round(value).toString().replace('-', '−')} ms` : '–';
}

/** @param {number[]} sorted */
function spread(sorted) {
  const at = (/** @type {number} */ part) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return `${at(0.5).toFixed(1)} ms (median), ${at(1).toFixed(1)} ms at most`;
}
