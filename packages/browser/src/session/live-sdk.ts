/**
 * What the helper needs of the official SDK's `Session` (`@google/genai`): its methods, whatever their parameters.
 * Written down here, so that the package works with any version of the SDK and depends on none.
 */
export interface LiveSdkSession {
  sendClientContent(params: never): void;
  sendRealtimeInput(params: never): void;
  sendToolResponse(params: never): void;
  close(): void;
}

/** The callbacks of one connection, to be handed to `ai.live.connect` as they are. */
export interface LiveSdkCallbacks {
  readonly onopen: () => void;
  readonly onmessage: (message: object) => void;
  readonly onerror: (event: object) => void;
  readonly onclose: (event: LiveCloseEvent) => void;
}

/** How a socket closed; a browser's `CloseEvent` is one. */
export interface LiveCloseEvent {
  /** RFC 6455, section 7.4: 1000 to 4999. */
  readonly code: number;
  /** What the other side said; often empty. */
  readonly reason: string;
}

/**
 * What an input is to a conversation, which decides what becomes of it without a connection: `words` call for an
 * answer; `context` is told without asking for one, and signals are of that kind.
 */
export type LiveInputKind = 'speech' | 'picture' | 'words' | 'context';

/** What `sendRealtimeInput` is given, as far as the helper looks at it. */
export interface LiveRealtimeInput {
  readonly audio?: LiveMedia;
  readonly media?: LiveMedia;
  readonly video?: unknown;
  readonly text?: string;
}

interface LiveMedia {
  readonly data?: string;
  readonly mimeType?: string;
}

/** The service's own rate, for speech whose type names none. */
const DEFAULT_RATE_HZ = 16_000;

/**
 * Says what a realtime input is, and how long it sounds.
 *
 * @returns `durationMs` in milliseconds of speech; 0 for what is not speech.
 */
export function describeRealtimeInput(params: LiveRealtimeInput): { kind: LiveInputKind; durationMs: number } {
  const media = params.audio ?? params.media;
  const type = media?.mimeType ?? '';
  if (params.video !== undefined || type.startsWith('image/')) return { kind: 'picture', durationMs: 0 };
  if (!type.startsWith('audio/')) return { kind: params.text ? 'words' : 'context', durationMs: 0 };
  const rateHz = Number(/;\s*rate=(\d+)/.exec(type)?.[1] ?? DEFAULT_RATE_HZ) || DEFAULT_RATE_HZ;
  const data = media?.data ?? '';
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  // Four characters are three bytes, two bytes are a sample.
  return { kind: 'speech', durationMs: (((data.length / 4) * 3 - padding) / 2 / rateHz) * 1000 };
}

/** The words in what `sendClientContent` is given as `turns`; the SDK takes text, parts, turns, and lists of all three. */
export function textOfTurns(turns: unknown): string {
  if (typeof turns === 'string') return turns;
  if (Array.isArray(turns)) return turns.map(textOfTurns).filter(Boolean).join('\n');
  if (typeof turns !== 'object' || turns === null) return '';
  const { text, parts } = turns as { text?: unknown; parts?: unknown };
  return typeof text === 'string' ? text : textOfTurns(parts);
}

/** The socket of a session, as far as it tells how it fares. */
export interface Outlet {
  /** As a `WebSocket`'s: above 1 it takes nothing any more. */
  readonly readyState: number;
  /** Bytes that did not leave the machine. */
  readonly bufferedAmount: number;
}

/** @returns the socket of a session of the official SDK; `undefined` if this version keeps it elsewhere. */
export function outletOf(session: LiveSdkSession): Outlet | undefined {
  const socket = (session as { conn?: { ws?: Partial<Outlet> } }).conn?.ws;
  const isKnown = typeof socket?.bufferedAmount === 'number' && typeof socket.readyState === 'number';
  return isKnown ? (socket as Outlet) : undefined;
}
