import { type Ending, idleTooLong, lengthReached } from './ending.js';
import type { LiveSession, LiveSessionState } from './live-session.js';

/** What a tenant's calls may use up; what is `undefined` has no bound. */
export interface LineLimits {
  /** Calls at one time, over all gateways. */
  readonly maxSessions?: number | undefined;
  readonly maxSessionSeconds?: number | undefined;
  /** Time in which nobody converses. */
  readonly maxIdleSeconds?: number | undefined;
  /** Speech of the voice service on one day (UTC), over all calls and gateways. */
  readonly maxAudioSecondsPerDay?: number | undefined;
}

/** A call that asks for a line. */
export interface LineRequest {
  readonly id: string;
  readonly tenant: string;
  readonly limits: LineLimits;
  readonly visemeModel: string;
  readonly apiVersion: string;
}

/** What a {@link Line} works with. */
export interface LineOptions extends LineRequest {
  readonly gateway: string;
  /** Wall time in milliseconds since 1970. */
  readonly nowMs: () => number;
}

/**
 * One call on the leash: how long it is, how long nobody has spoken, how much it heard. A watcher of the call.
 *
 * Idle is a call in which nobody converses: the service says nothing in any form, calls no function, ends no turn, and
 * understands no words of the user. A microphone that streams silence is not conversation, and neither is what the service sends by itself, such as
 * resumption handles. Speech comes faster than it is heard, so the silence begins where its playback ends.
 */
export class Line {
  readonly #options: LineOptions;
  readonly #startedAtMs: number;
  #state: LiveSessionState = 'connecting';
  #audioMs = 0;
  #untoldMs = 0;
  #turns = 0;
  #spokenUntilMs: number;

  constructor(options: LineOptions) {
    this.#options = options;
    this.#startedAtMs = options.nowMs();
    this.#spokenUntilMs = this.#startedAtMs;
  }

  get tenant(): string {
    return this.#options.tenant;
  }

  get limits(): LineLimits {
    return this.#options.limits;
  }

  /** The gateway has hung up. */
  get isEnding(): boolean {
    return this.#state === 'ending';
  }

  /** The entry of this call in the register, as of now. */
  get entry(): LiveSession {
    const { id, gateway, tenant, visemeModel, apiVersion, nowMs } = this.#options;
    return {
      id,
      gateway,
      tenant,
      startedAtMs: this.#startedAtMs,
      visemeModel,
      apiVersion,
      state: this.#state,
      audioMs: Math.round(this.#audioMs),
      turns: this.#turns,
      lastSpokenAtMs: Math.round(Math.min(this.#spokenUntilMs, nowMs())),
    };
  }

  readonly onConnected = (): void => {
    if (this.#state === 'connecting') this.#state = 'open';
  };

  readonly onSpeech = (audioMs: number): void => {
    this.#audioMs += audioMs;
    this.#untoldMs += audioMs;
    this.#spokenUntilMs = Math.max(this.#spokenUntilMs, this.#options.nowMs()) + audioMs;
  };

  /** What was not played yet is void. */
  readonly onInterrupted = (): void => {
    this.#turns++;
    this.#spokenUntilMs = this.#options.nowMs();
  };

  readonly onTurnComplete = (): void => {
    this.#turns++;
  };

  readonly onConversation = (): void => {
    this.#spokenUntilMs = Math.max(this.#spokenUntilMs, this.#options.nowMs());
  };

  /** Speech since this was last asked, in milliseconds: counted in steps, a message costs an addition. */
  takeSpeech(): number {
    const speechMs = this.#untoldMs;
    this.#untoldMs = 0;
    return speechMs;
  }

  /** The gateway hangs up. */
  end(): void {
    this.#state = 'ending';
  }

  /** The cap that the call has reached by itself, if any. */
  reachedCap(): Ending | undefined {
    const { maxSessionSeconds, maxIdleSeconds } = this.limits;
    const nowMs = this.#options.nowMs();
    if (maxSessionSeconds !== undefined && nowMs - this.#startedAtMs >= maxSessionSeconds * 1000) {
      return lengthReached(maxSessionSeconds);
    }
    if (maxIdleSeconds !== undefined && nowMs - this.#spokenUntilMs >= maxIdleSeconds * 1000) {
      return idleTooLong(maxIdleSeconds);
    }
    return undefined;
  }
}
