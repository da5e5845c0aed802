import { WebSocket } from 'ws';
import type { Relay } from './relay.js';

/** One side of a call, and what goes on with it. */
export interface WatchedSide {
  readonly socket: WebSocket;
  /** What comes from this side. */
  readonly from: Pick<Relay, 'messages'>;
  /** What goes to this side. */
  readonly to: Pick<Relay, 'backlogBytes' | 'progress'>;
  /** Called once, when what waits for this side was not taken for too long. */
  readonly onStall: () => void;
}

/** How {@link watchVitalSigns} goes about it. */
export interface VitalSignsOptions {
  readonly sides: readonly WatchedSide[];
  /** Time between two looks at a side, in milliseconds. */
  readonly intervalMs: number;
  /** How long a side may take nothing of what waits for it, in milliseconds. */
  readonly maxStallMs: number;
}

/** A peer may miss one beat: the answer to a ping may lie unread behind messages that we paused for. */
const MAX_MISSED_BEATS = 2;
/** Proxies hang up where nothing is sent their way for a minute, whatever the other side sends. */
const BEATS_BETWEEN_PINGS = 3;

/**
 * Looks after both ends of a call until they close. A side for which nothing waits must give a sign of life: a message,
 * or the answer to a ping. If it gives none for two beats, its connection is dropped: a phone that lost its network
 * says no goodbye, and without this its session at the voice service would stay open. A side for which something waits
 * must take some of it, or the call is given up: what waits is bounded, but not worth its memory for ever.
 *
 * A call in which both sides talk is hardly pinged at all.
 */
export function watchVitalSigns({ sides, intervalMs, maxStallMs }: VitalSignsOptions): void {
  // Node keeps all intervals of one length in one list behind one timer, and the beats of calls fall apart by
  // themselves.
  const watched = sides.map((side) => new SideWatch(side, Math.ceil(maxStallMs / intervalMs)));
  const timer = setInterval(() => {
    for (const side of watched) side.beat();
    if (sides.every(({ socket }) => socket.readyState === WebSocket.CLOSED)) clearInterval(timer);
  }, intervalMs);
  timer.unref();
}

class SideWatch {
  readonly #side: WatchedSide;
  readonly #maxStalledBeats: number;
  #pongs = 0;
  #heard = 0;
  #progress = 0;
  #missedBeats = 0;
  #stalledBeats = 0;
  #beatsSincePing = 0;

  constructor(side: WatchedSide, maxStalledBeats: number) {
    this.#side = side;
    this.#maxStalledBeats = maxStalledBeats;
    side.socket.on('pong', () => this.#pongs++);
  }

  beat(): void {
    const { socket, from, to, onStall } = this.#side;
    if (socket.readyState !== WebSocket.OPEN) return;
    const heard = from.messages + this.#pongs;
    const hasSpoken = heard !== this.#heard;
    const hasTaken = to.progress !== this.#progress;
    this.#heard = heard;
    this.#progress = to.progress;

    if (to.backlogBytes > 0) {
      // A ping would wait behind all that.
      this.#missedBeats = 0;
      this.#stalledBeats = hasTaken ? 0 : this.#stalledBeats + 1;
      if (this.#stalledBeats === this.#maxStalledBeats) onStall();
      return;
    }
    this.#stalledBeats = 0;
    // While we do not read, we cannot hear a pong: that is our doing, not the peer's.
    this.#missedBeats = hasSpoken || socket.isPaused ? 0 : this.#missedBeats + 1;
    if (this.#missedBeats > MAX_MISSED_BEATS) socket.terminate();
    else this.#ping(hasSpoken);
  }

  #ping(hasSpoken: boolean): void {
    this.#beatsSincePing++;
    if (hasSpoken && this.#beatsSincePing < BEATS_BETWEEN_PINGS) return;
    this.#beatsSincePing = 0;
    this.#side.socket.ping();
  }
}
