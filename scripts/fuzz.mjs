#!/usr/bin/env node
// npm run fuzz -- --seconds 60 --seed 7: a storm on a gateway in this process. The same seed brings the same cases.
// npm run fuzz -- mascots --seconds 60: random .riv files, sound and broken, through the builder and the real runtime.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runNode } from './setup/program.mjs';
import { exitOnSignals } from './setup/progress.mjs';
import { packageFolder } from './setup/repository.mjs';

exitOnSignals();
const SUITES = {
  gateway: 'packages/gateway/test/fuzz/fuzz.test.ts',
  mascots: 'packages/rig/test/fuzz/fuzz.test.ts',
};
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    case: { type: 'string' },
  },
});
const [suite = 'gateway'] = positionals;
if (!(suite in SUITES)) {
  console.error(`There is no fuzzer "${suite}"; there is ${Object.keys(SUITES).join(', ')}.`);
  process.exit(2);
}
console.log(`seed ${values.seed}`);
const env = { ...process.env, LIPWIRE_FUZZ_SEED: values.seed, LIPWIRE_FUZZ_SECONDS: values.seconds };
if (values.case !== undefined) env.LIPWIRE_FUZZ_CASE = values.case;
const args = ['run', '--project', 'unit', SUITES[suite]];
await runNode(join(packageFolder('vitest'), 'vitest.mjs'), args, { env, show: true, title: 'the fuzzer' }).catch(
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
