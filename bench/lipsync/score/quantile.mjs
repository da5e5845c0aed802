/**
 * The value below which a share of all values lies, between neighbours in proportion.
 *
 * @param {readonly number[]} values in any order.
 * @param {number} q 0 to 1.
 * @returns {number | null} `null` for no values.
 */
export function quantile(values, q) {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.min(sorted.length - 1, Math.floor(at) + 1)];
  return below + (above - below) * (at - Math.floor(at));
}
