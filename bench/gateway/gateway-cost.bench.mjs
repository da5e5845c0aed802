#!/usr/bin/env node
/**
 * npm run bench:gateway: what does the gateway cost, beside a relay that only forwards?
 *
 *   npm run bench:gateway -- [--quick] [--relays engine-on,engine-off,bare,nginx] [--sessions N] [--no-search]
 *                            [--json FILE] [--write] [--no-build]
 *   npm run bench:gateway -- --slow [--json FILE] [--write] [--no-build]
 *
 * Lets hundreds of sessions speak through one relay after the other: the gateway with its engine and without, a bare relay
 * on ws, and nginx. A relay has one core, and what speaks to it another. Prints what a session takes of the core, how much
 * later messages come than without a relay, what a session holds, and how many sessions the core holds.
 *
 * Takes some eight minutes, `--quick` one. `--relays` and `--sessions` measure less; `--write` puts the tables into
 * docs/performance.md. `--slow` asks something else, in one and a half: what calls with a slow end cost the others. For a
 * look inside: LIPWIRE_BENCH_NODE_FLAGS='--cpu-prof --cpu-prof-dir=…'. Needs Linux and two cores.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackagesBuilt } from '../../scripts/setup/build.mjs';
import { exitOnSignals, Failure, main } from '../../scripts/setup/progress.mjs';
import { ROOT } from '../../scripts/setup/repository.mjs';
import { replaceSection } from '../lipsync/report/replace-section.mjs';
import { checkMachine, pinToCore } from './machine.mjs';
import { FULL, QUICK, withSessions } from './plan.mjs';

const PAGE = join(ROOT, 'docs', 'performance.md');

exitOnSignals();
await main(async () => {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      relays: { type: 'string' },
      sessions: { type: 'string' },
      'no-search': { type: 'boolean', default: false },
      json: { type: 'string' },
      write: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      slow: { type: 'boolean', default: false },
    },
  });
  const chosen = values.quick ? QUICK : FULL;
  const sized = values.sessions === undefined ? chosen : withSessions(chosen, Number(values.sessions));
  const plan = values['no-search'] ? { ...sized, searchedPaces: [] } : sized;
  const { generatorCore, relayCore } = checkMachine();
  if (!values['no-build']) await ensurePackagesBuilt();
  // Everything below imports the packages, which may not have been there.
  const { RELAYS } = await import('./relays/relays.mjs');
  const { measureGateway } = await import('./measure-gateway.mjs');
  const { gatewaySections } = await import('./report/gateway-tables.mjs');
  const { measureSlow } = await import('./slow/measure-slow.mjs');
  const { slowSections } = await import('./report/slow-tables.mjs');

  pinToCore(generatorCore);
  const tell = (line) => console.error(line);
  if (values.slow) {
    const results = await measureSlow(RELAYS[0], { generatorCore, relayCore }, tell);
    return publish(results, slowSections(results), values);
  }
  const relays = values.relays === undefined ? RELAYS : named(RELAYS, values.relays.split(','));
  const results = await measureGateway(relays, plan, relayCore, tell);
  return publish(results, gatewaySections(results), values);
});

/** Prints what was measured, and writes it where it was asked for. */
function publish(results, sections, { json, write }) {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  for (const section of Object.values(sections)) console.log(`\n${section}`);
  for (const sentence of [...results.leftOut, ...results.failed]) console.log(`\n${sentence}`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
  if (results.failed.length > 0) return 1;
  if (write) {
    let page = readFileSync(PAGE, 'utf8');
    for (const [name, section] of Object.entries(sections)) page = replaceSection(page, name, section);
    writeFileSync(PAGE, page);
  }
  return 0;
}

/** @param {readonly import('./relays/relays.mjs').Relay[]} relays */
function named(relays, ids) {
  const unknown = ids.find((id) => !relays.some((relay) => relay.id === id));
  if (unknown !== undefined) {
    throw new Failure(`--relays ${unknown} is none of ${relays.map(({ id }) => id).join(', ')}.`);
  }
  return relays.filter(({ id }) => ids.includes(id));
}
