import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Emulator, startEmulator } from '@lipwire/emulator';
import { freePort } from '../e2e/free-port.js';
import { startNginx } from './nginx.js';
import { type ServerProcess, startServerProcess } from './server-process.js';

const LIPWIRE = fileURLToPath(new URL('../../packages/lipwire/bin/lipwire.js', import.meta.url));

const CONFIG_TEMPLATE = fileURLToPath(new URL('../../deploy/gateway.json', import.meta.url));

/** Credentials of the test, which none of the logs may show. */
export const SECRETS = {
  apiKey: 'api-key-of-the-fleet',
  adminKey: 'admin-key-of-the-fleet',
  sealingKey: 'the sealing key of the whole fleet, for tests',
  nextSealingKey: 'the sealing key that comes after it, for tests',
} as const;

/** What each gateway is set to; `deploy/` sets the same. */
export const FLEET_SETTINGS = [
  'LIPWIRE_PUBLIC_URL',
  'LIPWIRE_CONFIG',
  'LIPWIRE_SECRET_FILE',
  'LIPWIRE_TRUSTED_PROXIES',
  'REDIS_URL',
] as const;

/** One gateway: `lipwire gateway`, from the built packages. */
export interface GatewayMachine {
  /** Its own address, which only the proxy and the operator know. */
  readonly url: string;
  /** The process that runs now. */
  process(): ServerProcess;
  /** Starts it again, at the same address. */
  start(env?: Readonly<Record<string, string>>): Promise<void>;
  /** The value of a metric such as `lipwire_sessions_open`, all its labels together; 0 if there is none. */
  metric(name: string): Promise<number>;
}

/** Two gateways, the Redis that they share, the nginx in front, and the voice service behind. */
export interface Fleet {
  /** The URL that apps know, and the same with TLS. */
  readonly publicUrl: string;
  readonly tlsUrl: string;
  /** The certificate of `tlsUrl`, which nobody has signed. */
  readonly certificate: string;
  readonly emulator: Emulator;
  readonly gateways: readonly [GatewayMachine, GatewayMachine];
  /** What nginx wrote so far. */
  nginxOutput(): string;
  /** Writes the file with the sealing keys anew; gateways read it when they are told to. */
  writeSealingKeys(...keys: readonly string[]): void;
  stopRedis(): Promise<void>;
  startRedis(): Promise<void>;
  close(): Promise<void>;
}

/** Starts it all, on loopback. */
export async function startFleet(): Promise<Fleet> {
  const closing: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const folder = mkdtempSync(join(tmpdir(), 'lipwire-fleet-'));
    closing.push(() => rmSync(folder, { recursive: true, force: true }));
    const emulator = await startEmulator({ voice: 'kal', maxSessions: 200 });
    closing.push(() => emulator.close());
    const [port, tlsPort, redisPort] = [await freePort(), await freePort(), await freePort()];
    const publicUrl = `http://127.0.0.1:${port}`;

    let redis = await startRedis(redisPort);
    closing.push(() => redis.kill('SIGKILL'));
    const sealingKeys = join(folder, 'sealing-keys');
    const writeSealingKeys = (...keys: readonly string[]) => {
      // In one step, as who changes such a file does.
      writeFileSync(`${sealingKeys}.new`, keys.map((key) => `${key}\n`).join(''));
      renameSync(`${sealingKeys}.new`, sealingKeys);
    };
    writeSealingKeys(SECRETS.sealingKey);
    const settings: Record<(typeof FLEET_SETTINGS)[number] | 'LIPWIRE_GEMINI_URL' | 'LIPWIRE_DRAIN_SECONDS', string> = {
      LIPWIRE_PUBLIC_URL: publicUrl,
      LIPWIRE_CONFIG: writeConfig(folder),
      LIPWIRE_SECRET_FILE: sealingKeys,
      LIPWIRE_TRUSTED_PROXIES: '127.0.0.1',
      REDIS_URL: `redis://127.0.0.1:${redisPort}`,
      // The two that deploy/ does not set: their defaults are the service itself, and longer than a test has time for.
      LIPWIRE_GEMINI_URL: emulator.url,
      LIPWIRE_DRAIN_SECONDS: '1',
    };
    const machines = [gatewayMachine(await freePort(), settings), gatewayMachine(await freePort(), settings)] as const;
    closing.push(() => Promise.all(machines.map((machine) => machine.process().kill('SIGKILL'))));
    await Promise.all(machines.map((machine) => machine.start()));

    const tls = { port: tlsPort, ...makeCertificate(folder) };
    const gateways = machines.map(({ url }) => new URL(url).host);
    const nginx = await startNginx({ port, gateways, tls });
    closing.push(() => nginx.kill('SIGTERM'));
    return {
      publicUrl,
      tlsUrl: `https://127.0.0.1:${tlsPort}`,
      certificate: readFileSync(tls.certificate, 'utf8'),
      emulator,
      gateways: machines,
      nginxOutput: () => nginx.output(),
      writeSealingKeys,
      stopRedis: () => redis.kill('SIGKILL'),
      async startRedis() {
        redis = await startRedis(redisPort);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The example of a configuration file, with keys of our own in place of those that open to nobody. */
function writeConfig(folder: string): string {
  const digest = (key: string) => `sha256:${createHash('sha256').update(key).digest('hex')}`;
  const config = JSON.parse(readFileSync(CONFIG_TEMPLATE, 'utf8'));
  config.tenants[0].apiKeys = [digest(SECRETS.apiKey)];
  config.adminKey = digest(SECRETS.adminKey);
  const path = join(folder, 'gateway.json');
  writeFileSync(path, JSON.stringify(config));
  return path;
}

/** Without a file on disk: what it knows dies with it. */
function startRedis(port: number): Promise<ServerProcess> {
  return startServerProcess(
    process.env.LIPWIRE_REDIS_SERVER ?? 'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    (output) => output.includes('Ready to accept connections'),
  );
}

function gatewayMachine(port: number, settings: Readonly<Record<string, string>>): GatewayMachine {
  const url = `http://127.0.0.1:${port}`;
  let current: ServerProcess | undefined;
  return {
    url,
    process() {
      if (current === undefined) throw new Error('The gateway was never started.');
      return current;
    },
    async start(env = {}) {
      const args = [LIPWIRE, 'gateway', '--port', String(port)];
      const isReady = (output: string) => output.includes(`gateway ${url}\n`);
      current = await startServerProcess(process.execPath, args, isReady, { ...settings, ...env });
    },
    async metric(name) {
      const text = await (await fetch(`${url}/metrics`)).text();
      const lines = text.split('\n').filter((line) => line.split(name.includes('{') ? ' ' : /[ {]/)[0] === name);
      return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    },
  };
}

/** A certificate for loopback that nobody has signed, and its key; in two files. */
export function makeCertificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const { status, stderr } = spawnSync('openssl', [...kind, ...subject, '-keyout', key, '-out', certificate]);
  if (status !== 0) throw new Error(`The test needs openssl on the PATH: ${stderr}`);
  return { certificate, key };
}
