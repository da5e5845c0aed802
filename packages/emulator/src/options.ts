import { type Clock, systemClock } from './clock.js';
import { EmulatorError } from './errors.js';
import { readFaults } from './faults/check-faults.js';
import type { Fault } from './faults/fault.js';
import { defaultScript } from './script/default-script.js';
import type { Script } from './script/script.js';
import { PROFILE_NAMES, type ProfileName } from './turn/piece-profile.js';
import type { VoiceName } from './voices/speech.js';
import { checkVoiceName } from './voices/voice.js';

/** How an emulator behaves. Everything has a default. */
export interface EmulatorOptions {
  /** Address to listen on. Default `127.0.0.1`: this machine only. */
  readonly host?: string;
  /** Port to listen on; 0 for any that is free. Default 0. */
  readonly port?: number;
  /** The voice. Default: one that stands in for the `voiceName` in the setup. */
  readonly voice?: VoiceName;
  /** How fast speech is sent, times real time; `Infinity` sends it as soon as it is made. Default 4, like the service. */
  readonly pace?: number;
  /** The one API key that is good. Default: any key is. */
  readonly apiKey?: string;
  /** How speech is cut into messages. Default `3.1`. */
  readonly profile?: ProfileName;
  /** What chance follows: the same seed and the same conversation give the same messages. Default 1. */
  readonly seed?: number;
  /** Names of the models that are offered, without `models/`. Default: any name is. */
  readonly models?: readonly string[];
  /** When a connection is told to go, in milliseconds after its setup; `Infinity` for never. Default 550,000. */
  readonly goAwayAfterMs?: number;
  /** How long it may stay after that, in milliseconds. Default 50,000. */
  readonly goAwayTimeLeftMs?: number;
  /** What it says. Default: short answers, stories and counting; `Say: …` speaks any text. */
  readonly script?: Script;
  /** What goes wrong. Default: nothing. */
  readonly faults?: readonly Fault[];
  /** Serves https and wss with this certificate, PEM. Default: plain http and ws. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Connections beyond this are turned away. Default 100. */
  readonly maxSessions?: number;
  /** Larger messages end their connection (1009). Default 4 MiB. */
  readonly maxMessageBytes?: number;
  /** After this much speech a turn ends at the next sentence, in milliseconds. Default 120,000. */
  readonly maxTurnMs?: number;
  /** How many spoken turns are kept for comparison. Default 64, and never more than 128 MiB of sound. */
  readonly keepTurns?: number;
  /** Where time comes from. Default: real time. `scaledClock(20)` makes long waits short. */
  readonly clock?: Clock;
  /** Called with what should not have happened, such as a voice that failed. Default: a line on standard error. */
  readonly onError?: (error: unknown) => void;
}

/** Options with every default filled in, and checked. */
export type CompleteOptions = Required<Omit<EmulatorOptions, 'voice' | 'apiKey' | 'models' | 'faults' | 'tls'>> & {
  readonly voice: VoiceName | undefined;
  readonly apiKey: string | undefined;
  readonly models: readonly string[] | undefined;
  readonly tls: { readonly key: string; readonly cert: string } | undefined;
  /** A copy; a test may add to it while the emulator runs. */
  readonly faults: Fault[];
};

/** @throws EmulatorError `EMULATOR_OPTION_INVALID`; the message names the option. */
export function completeOptions(options: EmulatorOptions): CompleteOptions {
  const complete: CompleteOptions = {
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    voice: options.voice,
    pace: options.pace ?? 4,
    apiKey: options.apiKey,
    profile: options.profile ?? '3.1',
    seed: options.seed ?? 1,
    models: options.models,
    goAwayAfterMs: options.goAwayAfterMs ?? 550_000,
    goAwayTimeLeftMs: options.goAwayTimeLeftMs ?? 50_000,
    script: options.script ?? defaultScript,
    faults: readFaults(options.faults ?? []),
    tls: options.tls,
    maxSessions: options.maxSessions ?? 100,
    maxMessageBytes: options.maxMessageBytes ?? 4 * 1024 * 1024,
    maxTurnMs: options.maxTurnMs ?? 120_000,
    keepTurns: options.keepTurns ?? 64,
    clock: options.clock ?? systemClock,
    onError: options.onError ?? ((error) => console.error(error)),
  };
  if (complete.voice !== undefined) checkVoiceName(complete.voice);
  if (!PROFILE_NAMES.includes(complete.profile)) {
    throw invalid('profile', complete.profile, `one of ${PROFILE_NAMES.join(', ')}`);
  }
  checkNumber('port', complete.port, 0, 65_535, 'whole');
  checkNumber('seed', complete.seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'whole');
  checkNumber('pace', complete.pace, 0.1, Number.POSITIVE_INFINITY);
  checkNumber('goAwayAfterMs', complete.goAwayAfterMs, 0, Number.POSITIVE_INFINITY);
  checkNumber('goAwayTimeLeftMs', complete.goAwayTimeLeftMs, 0, Number.MAX_SAFE_INTEGER);
  checkNumber('maxSessions', complete.maxSessions, 1, 100_000, 'whole');
  checkNumber('maxMessageBytes', complete.maxMessageBytes, 1024, 2 ** 30, 'whole');
  checkNumber('maxTurnMs', complete.maxTurnMs, 1, 3_600_000);
  checkNumber('keepTurns', complete.keepTurns, 1, 100_000, 'whole');
  return complete;
}

function checkNumber(
  name: keyof EmulatorOptions,
  value: number,
  lowest: number,
  highest: number,
  kind?: 'whole',
): void {
  if (typeof value === 'number' && value >= lowest && value <= highest && (!kind || Number.isInteger(value))) return;
  throw invalid(name, value, `${kind ? 'a whole number' : 'a number'} from ${lowest} to ${highest}`);
}

function invalid(name: keyof EmulatorOptions, value: unknown, expected: string): EmulatorError {
  return new EmulatorError(
    'EMULATOR_OPTION_INVALID',
    `The option ${name} is ${String(value)}; it must be ${expected}.`,
  );
}
