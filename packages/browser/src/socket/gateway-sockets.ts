import { isGatewaySocket } from './gateway-socket.js';
import { interceptWebSockets, type WebSocketScope } from './intercept.js';
import { type MessageSource, textOf } from './message-reader.js';
import { tapNewSocket } from './new-socket-tap.js';
import type { TappableSocket } from './socket-tap.js';

/** Messages that nobody claims yet are kept this long, and up to this many bytes, oldest dropped first. */
const MAX_HELD_MS = 5_000;
const MAX_HELD_BYTES = 4 * 1024 * 1024;

/** Calls that begin within this time of each other open their sockets in the order in which they began. */
const TOGETHER_MS = 2_000;

/** Who speaks with the voice of a socket: a mascot. */
export interface SocketOwner {
  /** Whether it takes sockets now: a call is being made or going on. */
  readonly active: boolean;
  /** Only sockets below this address are its own; `undefined`: of any gateway. */
  readonly gatewayUrl: string | undefined;
  /** It needs no gateway: sockets to the voice service itself are its own, too. */
  readonly direct?: boolean;
  /** Takes the next message of a socket that it owns. */
  onSocketMessage(data: MessageSource): void;
}

interface HeldMessage {
  readonly data: MessageSource;
  readonly bytes: number;
  readonly atMs: number;
}

interface GatewaySocket {
  readonly socket: TappableSocket;
  readonly url: string | URL;
  readonly held: HeldMessage[];
  heldBytes: number;
  owner: SocketOwner | undefined;
  /** Who has it, or had it last. */
  latestOwner: SocketOwner | undefined;
  readonly stop: () => void;
}

/**
 * Gives each socket to the gateway to the mascot that speaks with it.
 *
 * An app opens the socket before, while or after it says that a call begins, so a socket whose owner is not known yet
 * keeps its messages for a moment. With several mascots on a page, each takes one socket: a new one goes to the mascot whose
 * call began last, and of calls that began together to the first. Of mascots that share a call one speaks; when it goes,
 * another.
 */
export class GatewaySockets {
  readonly #scope: WebSocketScope;
  readonly #nowMs: () => number;
  readonly #owners: SocketOwner[] = [];
  /** Active owners that have no socket yet, in order, and since when. */
  readonly #waiting = new Map<SocketOwner, number>();
  #sockets: GatewaySocket[] = [];
  #users = 0;
  #directUsers = 0;
  #restore: (() => void) | undefined;

  /** @param nowMs wall time in milliseconds, rising. */
  constructor(scope: WebSocketScope = globalThis, nowMs: () => number = () => performance.now()) {
    this.#scope = scope;
    this.#nowMs = nowMs;
  }

  /**
   * Watches for sockets from now on, until the returned function was called as often as this one.
   *
   * @param direct sockets to the voice service itself, too.
   */
  watch(direct = false): () => void {
    this.#users++;
    if (direct) this.#directUsers++;
    this.#restore ??= interceptWebSockets((socket, url) => this.#onSocket(socket, url), this.#scope);
    let watching = true;
    return () => {
      if (!watching) return;
      watching = false;
      this.#users--;
      if (direct) this.#directUsers--;
      if (this.#users > 0) return;
      this.#restore?.();
      this.#restore = undefined;
      for (const { stop } of this.#sockets) stop();
      this.#sockets = [];
    };
  }

  /** Adds a mascot. @returns takes it away again, and its sockets from it. */
  join(owner: SocketOwner): () => void {
    const unwatch = this.watch(owner.direct);
    this.#owners.push(owner);
    this.update(owner);
    return () => {
      const at = this.#owners.indexOf(owner);
      if (at < 0) return;
      this.#owners.splice(at, 1);
      this.#release(owner);
      for (const other of this.#owners) this.update(other);
      unwatch();
    };
  }

  /** To be called when an owner became active or inactive. */
  update(owner: SocketOwner): void {
    if (!this.#owners.includes(owner)) return;
    if (!owner.active) {
      this.#release(owner);
      return;
    }
    if (this.#has(owner)) return;
    const free = this.#sockets.filter((entry) => !entry.owner && accepts(owner, entry.url));
    // Mascots that leave and come back together, as when their code is refreshed, keep their own calls.
    const socket = free.findLast((entry) => entry.latestOwner === owner) ?? free.at(-1);
    if (socket) this.#give(socket, owner);
    else if (!this.#waiting.has(owner)) this.#waiting.set(owner, this.#nowMs());
  }

  /** Gives an owner a socket that is watched already. @returns undoes it, or `undefined` if it is not watched. */
  claim(owner: SocketOwner, socket: TappableSocket): (() => void) | undefined {
    const entry = this.#sockets.find((known) => known.socket === socket);
    if (!entry) return undefined;
    if (entry.owner !== owner) this.#give(entry, owner);
    return () => {
      if (entry.owner === owner) entry.owner = undefined;
    };
  }

  #onSocket(socket: TappableSocket, url: string | URL): void {
    const direct = this.#directUsers > 0;
    if (!this.#owners.some((owner) => accepts(owner, url)) && !isGatewaySocket(url, undefined, pageUrl(), direct))
      return;
    const stop = tapNewSocket(socket, {
      onMessage: (data) => {
        if (entry.owner) entry.owner.onSocketMessage(data);
        else this.#hold(entry, data);
      },
      onClose: () => {
        this.#sockets = this.#sockets.filter((other) => other !== entry);
      },
    });
    const entry: GatewaySocket = {
      socket,
      url,
      held: [],
      heldBytes: 0,
      owner: undefined,
      latestOwner: undefined,
      stop,
    };
    this.#sockets.push(entry);
    const owner = this.#ownerOfNew(url);
    if (owner) this.#give(entry, owner);
  }

  #ownerOfNew(url: string | URL): SocketOwner | undefined {
    const candidates = this.#owners.filter((owner) => owner.active && accepts(owner, url));
    const waiting = [...this.#waiting].filter(([owner]) => candidates.includes(owner));
    const latestMs = Math.max(...waiting.map(([, sinceMs]) => sinceMs));
    const first = waiting.find(([, sinceMs]) => latestMs - sinceMs <= TOGETHER_MS);
    return first?.[0] ?? candidates.findLast((candidate) => !this.#has(candidate)) ?? candidates.at(-1);
  }

  #give(entry: GatewaySocket, owner: SocketOwner): void {
    this.#dropStale(entry);
    const held = entry.held.splice(0);
    entry.heldBytes = 0;
    entry.owner = owner;
    entry.latestOwner = owner;
    this.#waiting.delete(owner);
    for (const { data } of held) owner.onSocketMessage(data);
  }

  #release(owner: SocketOwner): void {
    this.#waiting.delete(owner);
    for (const entry of this.#sockets) if (entry.owner === owner) entry.owner = undefined;
  }

  #has(owner: SocketOwner): boolean {
    return this.#sockets.some((entry) => entry.owner === owner && entry.socket.readyState <= 1);
  }

  #hold(entry: GatewaySocket, data: MessageSource): void {
    // The app may give an array buffer away: what is kept is its text.
    const kept = data instanceof Blob ? data : textOf(data);
    const bytes = data instanceof Blob ? data.size : typeof kept === 'string' ? kept.length : 0;
    entry.held.push({ data: kept, bytes, atMs: this.#nowMs() });
    entry.heldBytes += bytes;
    this.#dropStale(entry);
  }

  #dropStale(entry: GatewaySocket): void {
    const oldestMs = this.#nowMs() - MAX_HELD_MS;
    let first = entry.held[0];
    while (first && (first.atMs < oldestMs || entry.heldBytes > MAX_HELD_BYTES)) {
      entry.held.shift();
      entry.heldBytes -= first.bytes;
      first = entry.held[0];
    }
  }
}

function accepts(owner: SocketOwner, url: string | URL): boolean {
  return isGatewaySocket(url, owner.gatewayUrl, pageUrl(), owner.direct);
}

function pageUrl(): string | undefined {
  return typeof location === 'object' ? location.href : undefined;
}

let shared: GatewaySockets | undefined;

/** The sockets of this page. */
export function pageSockets(): GatewaySockets {
  shared ??= new GatewaySockets();
  return shared;
}
