import { OPEN, type SocketListener, type TappableSocket, tapSocket } from './socket-tap.js';

/** A socket that was just made: nobody listens to it yet. */
export interface NewSocket extends TappableSocket {
  binaryType?: string;
}

/**
 * Listens to a socket that was just made, and hears its bytes the moment they come.
 *
 * A browser hands binary messages over as Blobs unless the app asks otherwise, and a Blob can be read only
 * asynchronously: within 3 ms at the median, but 40 to 70 ms after an interruption (measured in Chromium during a call,
 * where many messages wait to be read one after the other). The mascot would go on talking for so long. So the socket
 * itself is asked for array buffers, and the app gets what it asked for: an event like the one it would have got, with a
 * Blob, at the same moment and in the same order. `binaryType` reads and writes as before. Such an event can be told
 * from the browser's own by `isTrusted` alone.
 *
 * @returns stops listening, and leaves the socket as the app wants it; safe to call twice.
 */
export function tapNewSocket(socket: NewSocket, listener: SocketListener): () => void {
  if (socket.binaryType !== 'blob') return tapSocket(socket, listener);
  let appType = 'blob';
  socket.binaryType = 'arraybuffer';
  Object.defineProperty(socket, 'binaryType', {
    configurable: true,
    enumerable: true,
    get: () => appType,
    set: (type: string) => {
      // As a browser does, whatever else is written is ignored.
      if (type === 'blob' || type === 'arraybuffer') appType = type;
    },
  });

  const onBytes = (event: Event) => {
    const { data, origin, lastEventId } = event as MessageEvent<unknown>;
    if (appType !== 'blob' || !(data instanceof ArrayBuffer)) return;
    // The app's handlers come later than this one: they hear of the message below.
    event.stopImmediatePropagation();
    try {
      if (socket.readyState === OPEN) listener.onMessage(data);
    } finally {
      socket.dispatchEvent(new MessageEvent('message', { data: new Blob([data]), origin, lastEventId }));
    }
  };
  socket.addEventListener('message', onBytes);
  const untap = tapSocket(socket, {
    onMessage: (data) => {
      // A Blob is one of ours, of a message that was heard above.
      if (!(data instanceof Blob)) listener.onMessage(data);
    },
    onClose: () => {
      stop();
      listener.onClose();
    },
  });

  let stopped = false;
  const stop = () => {
    if (stopped) return;
    stopped = true;
    untap();
    socket.removeEventListener('message', onBytes);
    delete socket.binaryType;
    socket.binaryType = appType;
  };
  return stop;
}
