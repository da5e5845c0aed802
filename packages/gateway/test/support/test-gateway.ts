import type { TenantLimits } from '../../src/auth/tenant.js';
import { type Gateway, type GatewayParts, readGatewayConfig, startGateway } from '../../src/index.js';
import { steppingEngines } from './stepping-engine.js';

export const API_KEY = 'gateway-key-for-tests';
export const SECRET = 'a secret for tests that has more than 32 bytes';
export const GOOGLE_TOKEN = 'auth_tokens/0123456789abcdef';

/** A gateway on a free port, with its log caught. */
export interface TestGateway extends Gateway {
  /** `ws://127.0.0.1:<port>` */
  readonly wsUrl: string;
  /** Every log line so far, as text. */
  log(): string;
  /** `POST /v1/get-signed-url` with a body that is right, save for what is given. */
  wrap(body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** A wrapped token. */
  token(credential?: string): Promise<string>;
  /**
   * The value of a metric line such as `lipwire_closes_total{side="client",code="1000"}`; 0 if there is none. A name
   * alone is the sum over all its labels.
   */
  metric(line: string): Promise<number>;
}

export interface TestGatewayOptions {
  readonly geminiUrl?: string;
  readonly env?: Record<string, string>;
  /** What the one tenant, `default`, may use up. */
  readonly limits?: TenantLimits;
  readonly parts?: GatewayParts;
}

export async function startTestGateway({
  geminiUrl,
  env,
  limits = {},
  parts,
}: TestGatewayOptions = {}): Promise<TestGateway> {
  const lines: string[] = [];
  const config = readGatewayConfig({
    env: {
      LIPWIRE_PORT: '0',
      LIPWIRE_API_KEYS: `another-key-for-tests,${API_KEY}`,
      LIPWIRE_SECRET: SECRET,
      // Nothing listens there.
      LIPWIRE_GEMINI_URL: geminiUrl ?? 'http://127.0.0.1:9',
      LIPWIRE_LOG_LEVEL: 'debug',
      ...env,
    },
  });
  const tenants = config.tenants.map((tenant) => ({ ...tenant, limits: { ...tenant.limits, ...limits } }));
  const gateway = await startGateway(
    { ...config, tenants },
    {
      engines: steppingEngines,
      logTo: { write: (line) => lines.push(line) },
      ...parts,
    },
  );
  const wrap: TestGateway['wrap'] = (body = signedUrlBody(), headers = {}) =>
    fetch(`${gateway.url}/v1/get-signed-url`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    ...gateway,
    wsUrl: gateway.url.replace(/^http/, 'ws'),
    log: () => lines.join(''),
    wrap,
    async token(credential = GOOGLE_TOKEN) {
      const answer = (await (await wrap(signedUrlBody({ ephemeral_token: credential }))).json()) as { api_key: string };
      return answer.api_key;
    },
    async metric(line) {
      const text = await (await fetch(`${gateway.url}/metrics`, { headers: { connection: 'close' } })).text();
      const found = text
        .split('\n')
        .filter((candidate) => candidate.split(line.includes('{') ? ' ' : /[ {]/)[0] === line);
      return found.reduce((sum, candidate) => sum + Number(candidate.slice(candidate.lastIndexOf(' '))), 0);
    },
  };
}

/** The body of `POST /v1/get-signed-url`; a field given as `undefined` is left out. */
export function signedUrlBody(providerConfig: Record<string, unknown> = {}, config: Record<string, unknown> = {}) {
  return {
    config: {
      provider: 'gemini',
      provider_config: {
        ephemeral_token: GOOGLE_TOKEN,
        model: 'gemini-3.8-live',
        viseme_model: 'default',
        ...providerConfig,
      },
      ...config,
    },
  };
}
