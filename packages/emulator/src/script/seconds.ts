/** `2.4 seconds`, `1 second`. */
export function seconds(ms: number): string {
  const rounded = Math.max(0.1, Math.round(ms / 100) / 10);
  return rounded === 1 ? '1 second' : `${rounded} seconds`;
}
