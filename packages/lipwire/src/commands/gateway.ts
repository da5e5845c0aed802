import { GATEWAY_SETTINGS, type Gateway, type GatewaySetting, readGatewayConfig, startGateway } from '@lipwire/gateway';
import type { Command } from '../command.js';
import type { Setting } from '../settings.js';
import { collectLessOften } from './collect-less-often.js';
import { runServer } from './run-server.js';

/** `lipwire gateway`: what stands between an app and its voice service. */
export const gatewayCommand: Command = {
  name: 'gateway',
  summary: 'Runs the gateway alone: forwards every message and adds visemes to speech.',
  settings: Object.values<GatewaySetting>(GATEWAY_SETTINGS).map(settingOf),
  notes: [
    'Prints "gateway <url>" on standard output when it is ready; logs go to standard error.',
    'SIGHUP reads the configuration file and LIPWIRE_SECRET_FILE again; calls live on.',
  ],
  async run({ settings }, terminal) {
    const flags = Object.fromEntries([...settings].map(([name, { text }]) => [name, text]));
    const read = () => readGatewayConfig({ env: terminal.env, flags });
    const config = read();
    collectLessOften();
    const hasFiles = settings.has('config') || settings.has('LIPWIRE_SECRET_FILE');
    const reload = hasFiles ? (gateway: Gateway) => gateway.reload(read) : undefined;
    return await runServer('gateway', () => startGateway(config), terminal, {
      drainMs: config.drainSeconds * 1000,
      reload,
    });
  },
};

function settingOf({ env, flag, value, default: byDefault, description }: GatewaySetting): Setting {
  return { env, value, default: byDefault, about: description, ...(flag === undefined ? {} : { flag }) };
}
