/** `packages/gateway/src/session/relay.ts` belongs to the stage `packages/gateway/src/session`. */
const STAGE = /^(packages\/[^/]+\/src\/[^/]+)\//;

/**
 * Finds stages (the folders directly below a package's `src`) that lead back to themselves through other stages. Files
 * that lie beside the stages, such as `index.ts` and `errors.ts`, belong to none.
 *
 * @param {readonly { source: string, dependencies: readonly { resolved: string }[] }[]} modules as dependency-cruiser reports them.
 * @returns {string[][]} for each loop one import on it: the importing and the imported file.
 */
export function stageLoops(modules) {
  const imports = new Map();
  for (const { source, dependencies } of modules) {
    const from = stageOf(source);
    if (from === undefined) continue;
    for (const { resolved } of dependencies) {
      const to = stageOf(resolved);
      if (to === undefined || to === from) continue;
      if (!imports.has(from)) imports.set(from, new Map());
      imports.get(from).set(to, [source, resolved]);
    }
  }
  const leadsTo = (from, goal, seen = new Set()) =>
    [...(imports.get(from)?.keys() ?? [])].some((next) => {
      if (next === goal) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return leadsTo(next, goal, seen);
    });
  return [...imports].flatMap(([from, targets]) =>
    [...targets].filter(([to]) => leadsTo(to, from)).map(([, example]) => example),
  );
}

function stageOf(path) {
  return /[.]test[.]tsx?$/.test(path) ? undefined : STAGE.exec(path)?.[1];
}
