import { watch } from 'node:fs';

/** Editors write a file in several steps; what happens within this time counts as one change. */
const SETTLE_MS = 60;

/**
 * Calls back after every change of code or data in a folder, and in those below it.
 *
 * @returns a function that ends it.
 */
export function watchFolder(folder: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, (_, file) => {
    // Others are swap files of editors, or a .riv file that was written just now.
    if (file !== null && !/\.(m?js|m?ts|json)$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
