import { readFile } from 'node:fs/promises';
import { EmulatorError, type Fault, PROFILE_NAMES, readFaults, startEmulator, VOICE_NAMES } from '@lipwire/emulator';
import type { Command } from '../command.js';
import { CliError } from '../errors.js';
import { choiceSetting, numberSetting, type Settings } from '../settings.js';
import { runServer } from './run-server.js';

const PORT = { lowest: 0, highest: 65_535, whole: true, default: 8788 };
const PACE = { lowest: 0.1, highest: 1000, default: 4 };
const GO_AWAY_SECONDS = { lowest: 1, highest: 86_400, default: 550 };

/** `lipwire emulator`: the voice service that needs no key and no network. */
export const emulatorCommand: Command = {
  name: 'emulator',
  summary: 'Runs the emulator alone: a Gemini Live service, offline, with a real voice.',
  settings: [
    {
      flag: 'host',
      env: 'LIPWIRE_EMULATOR_HOST',
      value: 'address',
      default: '127.0.0.1',
      about: 'address to listen on',
    },
    {
      flag: 'port',
      env: 'LIPWIRE_EMULATOR_PORT',
      value: 'port',
      default: `${PORT.default}`,
      about: 'port to listen on; 0 takes any free one',
    },
    {
      flag: 'voice',
      env: 'LIPWIRE_EMULATOR_VOICE',
      value: VOICE_NAMES.join('|'),
      default: 'slt',
      about: 'who speaks: slt is a woman, the others are men',
    },
    {
      flag: 'pace',
      env: 'LIPWIRE_EMULATOR_PACE',
      value: 'factor',
      default: `${PACE.default}`,
      about: 'how fast speech is sent, in times real time',
    },
    {
      flag: 'api-key',
      env: 'LIPWIRE_EMULATOR_API_KEY',
      value: 'key',
      default: 'any is accepted',
      about: 'the one key that is accepted',
    },
    {
      flag: 'profile',
      env: 'LIPWIRE_EMULATOR_PROFILE',
      value: PROFILE_NAMES.join('|'),
      default: PROFILE_NAMES[0],
      about: 'the model family that is imitated in how it cuts speech into messages',
    },
    {
      flag: 'go-away-after',
      env: 'LIPWIRE_EMULATOR_GO_AWAY_AFTER',
      value: 'seconds',
      default: `${GO_AWAY_SECONDS.default}`,
      about: 'when a connection is told that it must end soon',
    },
    {
      flag: 'faults',
      env: 'LIPWIRE_EMULATOR_FAULTS',
      value: 'file.json',
      default: 'nothing goes wrong',
      about: 'what goes wrong, and when: a list of faults, as in the README of @lipwire/emulator',
    },
  ],
  notes: [
    'Prints "emulator <url>" on standard output when it is ready. Use the URL as the base URL of the official SDK.',
  ],
  async run({ settings }, terminal) {
    const apiKey = settings.get('api-key')?.text;
    const options = {
      host: settings.get('host')?.text ?? '127.0.0.1',
      port: numberSetting(settings, 'port', PORT),
      voice: choiceSetting(settings, 'voice', VOICE_NAMES, 'slt'),
      pace: numberSetting(settings, 'pace', PACE),
      profile: choiceSetting(settings, 'profile', PROFILE_NAMES, PROFILE_NAMES[0]),
      goAwayAfterMs: numberSetting(settings, 'go-away-after', GO_AWAY_SECONDS) * 1000,
      ...(apiKey === undefined ? {} : { apiKey }),
      faults: await readFaultsFile(settings),
    };
    return await runServer('emulator', () => startEmulator(options), terminal);
  },
};

/** @throws CliError `CLI_FILE_UNREADABLE`, or `CLI_USAGE` that says where the file is wrong. */
async function readFaultsFile(settings: Settings): Promise<Fault[]> {
  const given = settings.get('faults');
  if (given === undefined) return [];
  const text = await readFile(given.text, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new CliError('CLI_FILE_UNREADABLE', `${given.givenAs}: cannot read ${given.text} (${cause.code}).`, {
      cause,
    });
  });
  try {
    return readFaults(JSON.parse(text));
  } catch (cause) {
    const isOurs = cause instanceof EmulatorError;
    throw new CliError(
      'CLI_USAGE',
      `${given.givenAs} ${given.text}: ${isOurs ? cause.message : 'it is no valid JSON.'}`,
      {
        cause,
      },
    );
  }
}
