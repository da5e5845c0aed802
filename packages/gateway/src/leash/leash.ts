import { LEASH_TICK_MS, LEASH_TICKS_PER_BEAT } from '../limits.js';
import { errorFacts, type Log } from '../observe/log.js';
import { AudioDay } from './audio-day.js';
import type { AudioLedger } from './audio-ledger.js';
import { AUDIO_USED_UP, ENDED_BY_ADMINISTRATOR, type Ending } from './ending.js';
import { Line, type LineRequest } from './line.js';
import type { LiveSession } from './live-session.js';
import type { SessionRegister } from './session-register.js';

/** What a {@link Leash} works with. */
export interface LeashOptions {
  /** Id of this gateway in the register. */
  readonly gateway: string;
  readonly register: SessionRegister;
  readonly ledger: AudioLedger;
  readonly log: Log;
  /** Wall time in milliseconds since 1970. Default: the system's. */
  readonly nowMs?: (() => number) | undefined;
  /** Time between two looks at the calls, in milliseconds. Default: {@link LEASH_TICK_MS}. */
  readonly tickMs?: number | undefined;
}

/** Why there is no line: the tenant has as many calls as it may, no speech is left today, or nobody can tell. */
export type LineRefusal = 'tenant_full' | 'audio_used_up' | 'register_unavailable';

interface HeldLine {
  readonly line: Line;
  /** Ends the call; `undefined` before it started. */
  hangUp: ((ending: Ending) => void) | undefined;
}

/**
 * The leash of one gateway: gives lines to calls as far as the caps of their tenants allow, ends calls that pass a cap or
 * that an administrator wants ended, and keeps the register of live sessions true.
 *
 * One timer serves all calls. Caps are looked at every second; leases, entries and the ledger of speech are brought up
 * to date every five. Without the register calls live on and no new one starts.
 */
export class Leash {
  readonly #options: LeashOptions;
  readonly #nowMs: () => number;
  readonly #audio: AudioDay;
  readonly #lines = new Map<string, HeldLine>();
  readonly #timer: NodeJS.Timeout;
  #ticksToBeat = LEASH_TICKS_PER_BEAT;
  #exchange: Promise<void> | undefined;
  #isCutOff = false;

  constructor(options: LeashOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
    this.#audio = new AudioDay(options.ledger, this.#nowMs);
    this.#timer = setInterval(() => void this.tick(), options.tickMs ?? LEASH_TICK_MS);
    this.#timer.unref();
  }

  /** Calls that have a line here. */
  get size(): number {
    return this.#lines.size;
  }

  /**
   * Takes a line for a call.
   *
   * @returns the line, to be given back with {@link release}, or why there is none.
   */
  async take(request: LineRequest): Promise<Line | LineRefusal> {
    const { id, tenant, limits } = request;
    const { gateway, register } = this.#options;
    const line = new Line({ ...request, gateway, nowMs: this.#nowMs });
    try {
      if (await this.#isAudioUsedUp(tenant, limits.maxAudioSecondsPerDay)) return 'audio_used_up';
      if (!(await register.take(line.entry, limits.maxSessions))) return 'tenant_full';
    } catch (error) {
      this.#options.log.error({ session: id, ...errorFacts(error) }, 'lines cannot be counted, a call was put off');
      // It may have been carried out, though its answer did not come in time.
      this.#giveBack(line);
      return 'register_unavailable';
    }
    this.#lines.set(id, { line, hangUp: undefined });
    return line;
  }

  /** The call of a line has started: from now on it can be ended. */
  hold(id: string, hangUp: (ending: Ending) => void): void {
    const held = this.#lines.get(id);
    if (held !== undefined) held.hangUp = hangUp;
  }

  /** The call of a line is over. Twice is safe. */
  release(id: string): void {
    const held = this.#lines.get(id);
    if (held === undefined) return;
    this.#lines.delete(id);
    this.#countSpeech(held.line);
    this.#giveBack(held.line);
  }

  /** The entry of a call as of now, if it is one of this gateway's. */
  entryOf(id: string): LiveSession | undefined {
    return this.#lines.get(id)?.line.entry;
  }

  /** Ends a call of this gateway for an administrator. @returns false if it has none of that id. */
  endLocal(id: string): boolean {
    const held = this.#lines.get(id);
    if (held?.hangUp === undefined) return false;
    this.#end(held, ENDED_BY_ADMINISTRATOR);
    return true;
  }

  /**
   * Looks at all calls, and then at the register. The timer calls it; so may whoever knows that time has passed.
   * Resolves when the register has answered; never rejects.
   */
  tick(): Promise<void> {
    this.#enforceCaps();
    this.#ticksToBeat--;
    return this.#meetRegister();
  }

  /** Brings register and ledger up to date now: after the register was away, and at the end. Never rejects. */
  async catchUp(): Promise<void> {
    this.#ticksToBeat = 0;
    await this.#exchange;
    await this.#meetRegister();
  }

  /** Stops looking and books what is left. Lines that are still held vanish from the register with their lease. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.catchUp();
  }

  #countSpeech(line: Line): void {
    const speechMs = line.takeSpeech();
    if (speechMs > 0) this.#audio.hear(line.tenant, speechMs);
  }

  #enforceCaps(): void {
    for (const { line } of this.#lines.values()) this.#countSpeech(line);
    for (const held of this.#lines.values()) {
      const { tenant, limits } = held.line;
      const mostMs = (limits.maxAudioSecondsPerDay ?? Number.POSITIVE_INFINITY) * 1000;
      const ending = held.line.reachedCap() ?? (this.#audio.usedMs(tenant) >= mostMs ? AUDIO_USED_UP : undefined);
      if (ending !== undefined) this.#end(held, ending);
    }
  }

  /** One exchange at a time: speech that is being booked must not be booked again. */
  #meetRegister(): Promise<void> {
    this.#exchange ??= this.#exchangeNews().finally(() => {
      this.#exchange = undefined;
    });
    return this.#exchange;
  }

  async #exchangeNews(): Promise<void> {
    const { gateway, register, log } = this.#options;
    const isBeat = this.#ticksToBeat <= 0;
    if (isBeat) this.#ticksToBeat = LEASH_TICKS_PER_BEAT;
    const lines = [...this.#lines.values()].map(({ line }) => line);
    try {
      if (isBeat) {
        await register.renew(lines.map(({ entry }) => entry));
        await this.#audio.bookAll(new Set(lines.map(({ tenant }) => tenant)));
      }
      for (const id of await register.endRequests(gateway)) this.endLocal(id);
      if (this.#isCutOff) log.info({ sessions: this.size }, 'register of live sessions is there again');
      this.#isCutOff = false;
    } catch (error) {
      if (!this.#isCutOff) log.warn(errorFacts(error), 'register of live sessions does not answer, calls live on');
      this.#isCutOff = true;
    }
  }

  #end({ line, hangUp }: HeldLine, ending: Ending): void {
    if (hangUp === undefined || line.isEnding) return;
    line.end();
    hangUp(ending);
  }

  #giveBack(line: Line): void {
    this.#options.register.release(line.entry).catch((error: unknown) => {
      this.#options.log.debug(errorFacts(error), 'a line could not be given back, its lease will end');
    });
  }

  async #isAudioUsedUp(tenant: string, maxSeconds: number | undefined): Promise<boolean> {
    return maxSeconds !== undefined && (await this.#audio.ask(tenant)) >= maxSeconds * 1000;
  }
}
