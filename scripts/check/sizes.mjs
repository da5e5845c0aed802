import { Failure } from '../setup/progress.mjs';
import { measureSizeKb } from './measure-size.mjs';
import { SIZE_BUDGETS } from './size-budgets.mjs';

/** What has a budget, with what it takes now: `sizeKb`. */
export function measureBudgeted() {
  return Promise.all(SIZE_BUDGETS.map(async (row) => ({ ...row, sizeKb: await measure(row) })));
}

/** Holds what an app makes its users download against the budgets. */
export async function checkSizes() {
  const rows = await measureBudgeted();
  for (const { what, sizeKb, budgetKb, beside } of rows) {
    const size = `${beside ? '+' : ''}${sizeKb.toFixed(1)}`.padStart(7);
    console.error(`    ${what.padEnd(44)} ${size} kB of ${budgetKb} kB`);
  }
  const tooLarge = rows.filter(({ sizeKb, budgetKb }) => sizeKb > budgetKb);
  if (tooLarge.length > 0) throw new Failure(`Over budget: ${tooLarge.map(({ what }) => what).join(', ')}`);
}

/** What the code takes, or what it adds to what a page has anyway. */
async function measure({ code, beside }) {
  if (!beside) return measureSizeKb(code);
  const [both, alone] = await Promise.all([measureSizeKb(`${beside}\n${code}`), measureSizeKb(beside)]);
  return both - alone;
}
