import { whole } from './format.js';

/** @typedef {import('./feed.js').State} State */

/** Sides and codes with which calls end that went as they should. */
const GOOD_ENDS = /^(client|upstream) (1000|1001|1005)$/;

/**
 * Counts of the last five minutes, largest first, each with a bar.
 *
 * @param {HTMLElement} list
 * @param {State} state
 * @param {'closes' | 'refusals'} what
 */
export function showTally(list, { gateways }, what) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { samples } of gateways) {
    for (const sample of samples) {
      for (const [name, count] of Object.entries(sample[what])) counts.set(name, (counts.get(name) ?? 0) + count);
    }
  }
  const rows = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const most = rows[0]?.[1] ?? 1;
  if (rows.length === 0) {
    const item = document.createElement('li');
    item.className = 'empty';
    item.textContent = what === 'closes' ? 'No call ended.' : 'Nothing was refused.';
    list.replaceChildren(item);
    return;
  }
  list.replaceChildren(
    ...rows.map(([name, count]) => {
      const item = document.createElement('li');
      item.dataset.state = what === 'closes' && GOOD_ENDS.test(name) ? 'good' : 'bad';
      item.style.setProperty('--share', String(count / most));
      const label = document.createElement('span');
      label.textContent = name.replaceAll('_', ' ');
      const value = document.createElement('b');
      value.textContent = whole(count);
      item.append(label, value);
      return item;
    }),
  );
}
