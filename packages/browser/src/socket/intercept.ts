import type { TappableSocket } from './socket-tap.js';

/** Called for every socket that the page opens, before the app gets it. */
export type SocketWatcher = (socket: TappableSocket, url: string | URL) => void;

/** Where the `WebSocket` class lives: `globalThis`, or a stand-in in tests. */
export interface WebSocketScope {
  WebSocket?: unknown;
}

interface Interceptor {
  readonly watchers: Set<SocketWatcher>;
  readonly original: unknown;
  readonly replacement: unknown;
}

const interceptors = new WeakMap<WebSocketScope, Interceptor>();

/**
 * Puts a stand-in in place of the global `WebSocket` that tells about each socket that is made.
 *
 * This is the convenience that lets an app which talks to the gateway through an official SDK stay as it is: the SDK
 * makes its socket itself and shows it to nobody. It can go when the SDKs take a socket or a message hook of ours; the
 * test "the official SDK shows its socket to nobody" says when.
 *
 * The stand-in is a `Proxy` of the class: sockets are made by the original, `instanceof`, the constants, `prototype`,
 * `name` and subclasses are those of the original.
 *
 * @returns undoes it, exactly; safe to call twice. If somebody else has replaced the class since, the stand-in stays
 *   below theirs and only stops telling.
 */
export function interceptWebSockets(watcher: SocketWatcher, scope: WebSocketScope = globalThis): () => void {
  const interceptor = interceptors.get(scope) ?? install(scope);
  if (!interceptor) return () => {};
  // Each call has its own entry, so that the same function may watch twice.
  const entry: SocketWatcher = (socket, url) => watcher(socket, url);
  interceptor.watchers.add(entry);
  return () => {
    if (!interceptor.watchers.delete(entry) || interceptor.watchers.size > 0) return;
    interceptors.delete(scope);
    if (scope.WebSocket === interceptor.replacement) scope.WebSocket = interceptor.original;
  };
}

function install(scope: WebSocketScope): Interceptor | undefined {
  const original = scope.WebSocket;
  if (typeof original !== 'function') return undefined;
  const watchers = new Set<SocketWatcher>();
  const replacement: unknown = new Proxy(original, {
    construct(target, args: unknown[], newTarget) {
      const socket = Reflect.construct(target, args, newTarget === replacement ? target : newTarget) as TappableSocket;
      for (const watcher of [...watchers]) watcher(socket, args[0] as string | URL);
      return socket;
    },
  });
  const interceptor: Interceptor = { watchers, original, replacement };
  scope.WebSocket = replacement;
  interceptors.set(scope, interceptor);
  return interceptor;
}
