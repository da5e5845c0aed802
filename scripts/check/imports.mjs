import { Failure } from '../setup/progress.mjs';
import { workspaces } from '../setup/repository.mjs';
import { cruise } from './cruise.mjs';
import { stageLoops } from './stage-loops.mjs';

/**
 * Holds every import of the repository against the rules of `.dependency-cruiser.mjs`, and two more: stages of a package
 * form no loops, and a package declares the packages that it imports.
 */
export async function checkImports() {
  const { violations, modules } = await cruise();
  const problems = [
    ...violations.map(
      ({ rule, from, to, cycle }) => `${rule}: ${[from, ...(cycle.length > 0 ? cycle : [to])].join(' → ')}`,
    ),
    ...stageLoops(modules).map(([from, to]) => `stage-loops: ${from} → ${to} closes a loop between folders`),
    ...undeclaredPackages(modules),
  ];
  if (problems.length > 0) throw new Failure(problems.join('\n'));
}

/** A workspace is found even where it is not declared, because npm links them all; an installed package would break. */
function undeclaredPackages(modules) {
  const all = workspaces();
  const ownerOf = (path) => all.find(({ folder }) => path.startsWith(`${folder}/`));
  return modules.flatMap(({ source, dependencies }) =>
    dependencies.flatMap(({ resolved }) => {
      const [from, to] = [ownerOf(source), ownerOf(resolved)];
      if (from === undefined || to === undefined || from === to) return [];
      const { dependencies: needed = {}, devDependencies = {}, peerDependencies = {} } = from.manifest;
      const declared = isTest(source) ? { ...needed, ...devDependencies } : { ...needed, ...peerDependencies };
      return to.name in declared
        ? []
        : [`undeclared: ${source} imports ${to.name}, which ${from.name} does not declare`];
    }),
  );
}

function isTest(path) {
  return /[.]test[.]tsx?$|^packages\/[^/]+\/test\//.test(path);
}
