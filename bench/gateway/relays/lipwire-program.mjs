// The gateway as `lipwire gateway` runs it, in a process that the benchmark can ask what it holds.
import { readGatewayConfig, startGateway } from '@lipwire/gateway';
import { answerBench } from './answer-bench.mjs';

const gateway = await startGateway(readGatewayConfig({ env: process.env }));
answerBench(Number(new URL(gateway.url).port));
