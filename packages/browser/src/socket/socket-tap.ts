import type { MessageSource } from './message-reader.js';

/** The part of a `WebSocket` that is listened to. */
export interface TappableSocket extends EventTarget {
  readonly readyState: number;
}

/** `WebSocket.OPEN`; the class itself may be replaced. */
export const OPEN = 1;

/** What a tap hears. */
export interface SocketListener {
  /** A message, before the app sees it. */
  onMessage(data: MessageSource): void;
  /** The socket is closed; messages that came before were all delivered. */
  onClose(): void;
}

/**
 * Listens to a socket without changing it: the app's handlers get the same events, with the same data, in the same
 * order.
 *
 * @returns stops listening; safe to call twice.
 */
export function tapSocket(socket: TappableSocket, listener: SocketListener): () => void {
  const onMessage = (event: Event) => {
    // After the app has closed a socket, what still arrives is not wanted any more.
    if (socket.readyState === OPEN) listener.onMessage((event as MessageEvent<MessageSource>).data);
  };
  const onClose = () => {
    stop();
    listener.onClose();
  };
  const stop = () => {
    socket.removeEventListener('message', onMessage);
    socket.removeEventListener('close', onClose);
  };
  socket.addEventListener('message', onMessage);
  socket.addEventListener('close', onClose);
  return stop;
}
