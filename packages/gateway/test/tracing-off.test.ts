import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { startScriptedUpstream } from './support/scripted-upstream.js';
import { connect, LIVE_PATH } from './support/test-client.js';
import { startTestGateway } from './support/test-gateway.js';

const loaded = vi.hoisted((): string[] => []);
vi.mock('@opentelemetry/api', () => loaded.push('api') && {});
vi.mock('@opentelemetry/sdk-trace-base', () => loaded.push('sdk-trace-base') && {});
vi.mock('@opentelemetry/exporter-trace-otlp-proto', () => loaded.push('exporter-trace-otlp-proto') && {});

it('loads nothing of OpenTelemetry where nobody asks for traces', async () => {
  const upstream = await startScriptedUpstream();
  const gateway = await startTestGateway({ geminiUrl: upstream.url });
  const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
  await once(client.socket, 'open');
  await upstream.call();
  client.socket.close();
  await client.closed;
  await gateway.close();
  await upstream.close();
  expect(loaded).toEqual([]);
});
