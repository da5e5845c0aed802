/** Lines of cells as a table in Markdown; the first line names the columns. */
export function asMarkdown([head, ...lines]) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...lines.map(row)].join('\n');
}

/** The value below which a share of the values lies. */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** The middle of several runs, with the least and the most behind it. */
export function medianOf(values, digits) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)].toFixed(digits);
  return sorted.length === 1 ? middle : `${middle} (${sorted[0].toFixed(digits)} to ${sorted.at(-1).toFixed(digits)})`;
}

/** What a frame costs, run by run. */
export function frameCells(calls) {
  const line = (title, share) => {
    const [own, rive] = ['own', 'rive'].map((part) => calls.map((call) => percentile(call[part], share)));
    return [
      title,
      medianOf(own, 3),
      medianOf(rive, 2),
      `1 : ${medianOf(
        rive.map((ms, i) => ms / own[i]),
        0,
      )}`,
    ];
  };
  return [
    ['milliseconds a frame', 'Lipwire', "Rive's draw", 'ratio'],
    line('median', 0.5),
    line('95 of 100 below', 0.95),
    line('99 of 100 below', 0.99),
  ];
}

/** Our part of the time that passes, as if 120 frames were drawn in each second. */
function ownShare({ own, messages, seconds }) {
  const mean = own.reduce((sum, ms) => sum + ms, 0) / own.length;
  return 0.1 * (mean * 120 + messages.reduce((sum, ms) => sum + ms, 0) / seconds);
}

/** What else a call costs. */
export function callCells(calls) {
  const most = (tasks, field) => Math.max(0, ...tasks.map((task) => task[field]));
  const line = (title, read, digits) => [title, medianOf(calls.map(read), digits)];
  return [
    ['', 'in a call'],
    line('a message with speech, ms', ({ messages }) => percentile(messages, 0.5), 2),
    line('our share of the main thread, in 100', (call) => ownShare(call), 2),
    line('frames a second', ({ framesASecond }) => framesASecond, 0),
    line('the longest that we took at a stretch, ms', ({ own, messages }) => percentile([...own, ...messages], 1), 1),
    line('allocated in our frames, bytes a frame', ({ bytesAFrame }) => bytesAFrame, 0),
    line('tasks over 50 ms while speech is heard', ({ longTasksInCall }) => longTasksInCall.length, 0),
    line('the longest of them, ms', ({ longTasksInCall }) => most(longTasksInCall, 'duration'), 0),
    line('our part of the worst of them, ms', ({ longTasksInCall }) => most(longTasksInCall, 'ownMs'), 1),
    line('tasks over 50 ms until the first sound', ({ longTasksAtStart }) => longTasksAtStart.length, 0),
    line('the longest of them, ms', ({ longTasksAtStart }) => most(longTasksAtStart, 'duration'), 0),
    line('sound that ran out, times', ({ underruns }) => underruns, 0),
  ];
}

/** What an app makes its users download. */
export function sizeCells(rows) {
  return [
    ['', 'kB after gzip'],
    ...rows.map(({ what, sizeKb, beside }) => [what, `${beside ? '+' : ''}${sizeKb.toFixed(1)}`]),
  ];
}

/** What the parts of a download weigh. */
export function partCells({ parts, whole }) {
  const line = (title, bytes) => [title, (bytes / 1000).toFixed(1)];
  const shared = whole - parts.reduce((sum, [, bytes]) => sum + bytes, 0);
  return [
    ['without this part the call page is smaller by', 'kB'],
    ...parts.map(([part, bytes]) => line(part, bytes)),
    line('shared by several', shared),
    line('**all of it**, in one file', whole),
  ];
}
