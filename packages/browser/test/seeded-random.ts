/** Numbers from 0 to 1 that look random and are the same for the same seed (Park and Miller, "Random number generators", 1988). */
export function seededRandom(seed: number): () => number {
  let state = (seed * 7_919 + 1) % 2_147_483_647;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
  // Small seeds begin alike.
  for (let i = 0; i < 10; i++) next();
  return next;
}
