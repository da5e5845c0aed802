#!/usr/bin/env node
// npm run fuzz -- --seconds 60 --seed 7: a storm on a gateway in this process. The same seed brings the same cases.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runNode } from './setup/program.mjs';
import { exitOnSignals } from './setup/progress.mjs';
import { packageFolder } from './setup/repository.mjs';

exitOnSignals();
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    case: { type: 'string' },
  },
});
console.log(`seed ${values.seed}`);
const env = { ...process.env, LIPWIRE_FUZZ_SEED: values.seed, LIPWIRE_FUZZ_SECONDS: values.seconds };
if (values.case !== undefined) env.LIPWIRE_FUZZ_CASE = values.case;
const args = ['run', '--project', 'unit', 'packages/gateway/test/fuzz/fuzz.test.ts'];
await runNode(join(packageFolder('vitest'), 'vitest.mjs'), args, { env, show: true, title: 'the fuzzer' }).catch(
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
