/** For what happens at once, on a machine that may have much else to do. */
export const SOON = { timeout: 5_000 };
