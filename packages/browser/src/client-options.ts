import {
  DEFAULT_NATURAL_LIP_SYNC_CONFIG,
  type NaturalLipSyncConfig,
  resolveNaturalLipSyncConfig,
  type WireViseme,
} from '@lipwire/cues';
import { checkedNumber } from './checked-number.js';
import type { CueSource } from './cue-source.js';
import { BrowserError } from './errors.js';
import { type Expressiveness, resolveExpressiveness } from './life/expressiveness.js';

/** Options that may change while a client runs; see `LipwireClient.configure`. */
export interface LipwireClientSettings {
  /** Play the speech. `false`: the app plays it, and the mouth follows the time of arrival. Default true. */
  readonly playAudio: boolean;
  /** Rate of audio whose message names none, in whole Hz, 8,000 to 192,000. Default 24000. */
  readonly audioSampleRate: number;
  /** Shape the cues like a mouth; see `NaturalLipSyncConfig`. Default false. */
  readonly naturalLipSync: boolean;
  /** Fields that are left out have their defaults. */
  readonly naturalLipSyncConfig: Partial<NaturalLipSyncConfig>;
  /** Play the rig's gesture when the mascot begins to speak. Default false. */
  readonly gesture: boolean;
  /** Show the state of the conversation: the rig's expression, and whether it listens. Default true. */
  readonly showState: boolean;
  /**
   * How much the mascot moves beside its mouth, for rigs that can: where it looks, how it holds its head, what it stresses.
   * 0 to 1, or `'still'` (0: it blinks), `'calm'`, `'natural'`, `'lively'` (1). Default `'natural'`.
   */
  readonly expressiveness: Expressiveness;
  /** Look after the pointer when it moves. Default true. */
  readonly followPointer: boolean;
  /** Move no more than the mouth and the face: as `expressiveness: 'still'`. Default: what the user's system asks for. */
  readonly reducedMotion: boolean | undefined;
  /** Log what goes on, in sizes and times, never speech or words. Default false. */
  readonly debug: boolean;
  /** Called with the cues of each message that carries audio; offsets in milliseconds, relative to its audio. The list is the app's. */
  readonly onVisemeReceived: ((visemes: WireViseme[]) => void) | undefined;
}

/** Options of a client that hold for its life. */
export interface LipwireClientSetup {
  /** The app's own context, of any rate. It is resumed after a gesture, never closed. Default: one of our own. */
  readonly audioContext?: AudioContext | undefined;
  /**
   * Address of the package's `player.worklet.js`, for pages whose content security policy forbids `blob:` scripts.
   * Default: the copy inside the bundle.
   */
  readonly workletUrl?: string | undefined;
  /** How much speech must wait before sound starts, in milliseconds, 0 to 1000. Default 60. */
  readonly startBufferMs?: number | undefined;
  /**
   * How long a drawn frame takes to the screen, in milliseconds, 0 to 100. Default: measured, one interval of the screen
   * behind the beginning of the frame.
   */
  readonly displayLatencyMs?: number | undefined;
  /** Only sockets below this address belong to the client. Default: sockets to any gateway. */
  readonly gatewayUrl?: string | undefined;
  /**
   * Work without a gateway: `local` of `@lipwire/browser/local` makes the cues in the page, from the messages of the voice
   * service itself. Sockets to the service count as sockets to a gateway then. Default: cues come with the messages.
   */
  readonly local?: CueSource | undefined;
}

/** Some of the settings; `undefined` stands for the default. */
export type LipwireClientChanges = {
  readonly [Name in keyof LipwireClientSettings]?: LipwireClientSettings[Name] | undefined;
};

/** Options of `LipwireClient`. */
export type LipwireClientOptions = LipwireClientSetup & LipwireClientChanges;

/** What holds where nothing is said. */
export const DEFAULT_SETTINGS: LipwireClientSettings = {
  playAudio: true,
  audioSampleRate: 24_000,
  naturalLipSync: false,
  naturalLipSyncConfig: DEFAULT_NATURAL_LIP_SYNC_CONFIG,
  gesture: false,
  showState: true,
  expressiveness: 'natural',
  followPointer: true,
  reducedMotion: undefined,
  debug: false,
  onVisemeReceived: undefined,
};

const SETTINGS = Object.keys(DEFAULT_SETTINGS) as (keyof LipwireClientSettings)[];

/**
 * Settings with some of them changed: those that are present. A present `undefined` means the default.
 *
 * @throws BrowserError `BROWSER_OPTION_INVALID`, CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID`.
 */
export function changedSettings(settings: LipwireClientSettings, changes: LipwireClientChanges): LipwireClientSettings {
  const changed: LipwireClientSettings = { ...settings };
  for (const name of SETTINGS) {
    if (name in changes) Object.assign(changed, { [name]: changes[name] ?? DEFAULT_SETTINGS[name] });
  }
  const rateHz = checkedNumber('audioSampleRate', changed.audioSampleRate, 8_000, 192_000, 'Hz');
  if (!Number.isInteger(rateHz)) {
    throw new BrowserError('BROWSER_OPTION_INVALID', `audioSampleRate is ${rateHz}; it must be a whole number of Hz.`);
  }
  resolveExpressiveness(changed.expressiveness);
  resolveNaturalLipSyncConfig(changed.naturalLipSyncConfig);
  return changed;
}
