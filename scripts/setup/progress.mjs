const startedAt = performance.now();

/** Seconds since the script began, for people: `12.3 s`. */
export function elapsed(since = startedAt) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Does one step and says so on standard error, with its time; standard output stays free for results.
 *
 * @template T
 * @param {string} title what is being done: `installing packages`.
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = performance.now();
  const live = process.stderr.isTTY;
  const show = (mark, end) => process.stderr.write(`${live ? '\r\x1b[K' : ''}${mark} ${title}${end}`);
  show('…', live ? '' : '\n');
  const ticking = live ? setInterval(() => show('…', ` ${elapsed(began)}`), 1000) : undefined;
  try {
    const result = await work();
    show('✓', ` (${elapsed(began)})\n`);
    return result;
  } catch (error) {
    show('✗', ` (${elapsed(began)})\n`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}

/** An expected failure: its message is all that the user needs to see. */
export class Failure extends Error {}

/** Makes a signal end this process through `process.exit`, so that what it has started ends too. */
export function exitOnSignals() {
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ]) {
    process.on(signal, () => process.exit(128 + number));
  }
}

/** Runs a script's main function; a `Failure` ends it with its message, a defect with its stack. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
