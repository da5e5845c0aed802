import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../setup/program.mjs';
import { packageFolder, ROOT } from '../setup/repository.mjs';

const CRUISED = ['packages', 'apps', 'examples', 'test', 'scripts', 'training'];

/**
 * Follows every import of a tree and holds it against `.dependency-cruiser.mjs`.
 *
 * @param {string} [root] the tree; it has the rules' file at its top.
 * @returns {Promise<{ violations: { rule: string, from: string, to: string, cycle: string[] }[], modules: any[] }>}
 */
export async function cruise(root = ROOT) {
  const folders = CRUISED.filter((folder) => existsSync(join(root, folder)));
  const binary = join(packageFolder('dependency-cruiser'), 'bin', 'dependency-cruise.mjs');
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
  const report = JSON.parse(await runNode(binary, args, { cwd: root }));
  const violations = report.summary.violations.map(({ rule, from, to, cycle = [] }) => ({
    rule: rule.name,
    from,
    to,
    cycle: cycle.map(({ name }) => name),
  }));
  return { violations, modules: report.modules };
}
