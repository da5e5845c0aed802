import { GATEWAY_SETTINGS, type GatewaySetting, readGatewayConfig, startGateway } from '@lipwire/gateway';
import type { Command } from '../command.js';
import type { Setting } from '../settings.js';
import { collectLessOften } from './collect-less-often.js';
import { runServer } from './run-server.js';

/** What values look like in `--help`, by flag or variable. */
const VALUES: Readonly<Record<string, string>> = {
  host: 'address',
  port: 'port',
  'public-url': 'url',
  'gemini-url': 'url',
  'allowed-origins': 'origins',
  'max-sessions': 'count',
  'requests-per-minute': 'count',
  'log-level': 'level',
  LIPWIRE_API_KEYS: 'keys',
  LIPWIRE_ADMIN_KEY: 'key',
  LIPWIRE_SECRET: 'secret',
  REDIS_URL: 'url',
};

/** `lipwire gateway`: what stands between an app and its voice service. */
export const gatewayCommand: Command = {
  name: 'gateway',
  summary: 'Runs the gateway alone: forwards every message and adds visemes to speech.',
  settings: Object.values<GatewaySetting>(GATEWAY_SETTINGS).map(settingOf),
  notes: ['Prints "gateway <url>" on standard output when it is ready; logs go to standard error.'],
  async run({ settings }, terminal) {
    const flags = Object.fromEntries([...settings].map(([name, { text }]) => [name, text]));
    const config = readGatewayConfig({ env: terminal.env, flags });
    collectLessOften();
    return await runServer('gateway', () => startGateway(config), terminal);
  },
};

function settingOf({ env, flag, default: byDefault, description }: GatewaySetting): Setting {
  const value = VALUES[flag ?? env] ?? 'value';
  return { env, value, default: byDefault, about: description, ...(flag === undefined ? {} : { flag }) };
}
