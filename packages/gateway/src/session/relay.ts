import { WebSocket } from 'ws';
import { BACKLOG_HIGH_BYTES, BACKLOG_LOW_BYTES } from '../limits.js';

/** One direction of a call. */
export interface RelayOptions {
  readonly source: WebSocket;
  /** May still be connecting: what comes before it is open waits for it. */
  readonly target: WebSocket;
  /** Sees each message before it goes on and may return other bytes in its place. Default: the same bytes. */
  readonly rewrite?: (message: Buffer) => Uint8Array;
  /** Told the size of each message that came from the source, in bytes. */
  readonly onMessage?: (bytes: number) => void;
}

/** A message that waits for its target to open. */
interface Frame {
  readonly message: Uint8Array;
  readonly isBinary: boolean;
}

/**
 * Carries messages from one socket to another: in order, each with its opcode.
 *
 * A source that is faster than its target is not read from until the target has caught up, so that what waits here
 * stays bounded. Closing is not this function's business: messages for a target that has closed are dropped.
 */
export function relayMessages({ source, target, rewrite = (message) => message, onMessage }: RelayOptions): void {
  let waiting: Frame[] = [];
  let waitingBytes = 0;

  source.on('message', (data, isBinary) => {
    const message = data as Buffer; // by the default binaryType, nodebuffer
    onMessage?.(message.length);
    if (target.readyState === WebSocket.OPEN) send({ message: rewrite(message), isBinary });
    else if (target.readyState === WebSocket.CONNECTING) hold({ message: rewrite(message), isBinary });
    if (backlogBytes() > BACKLOG_HIGH_BYTES) source.pause();
  });

  target.once('open', () => {
    const held = waiting;
    waiting = [];
    waitingBytes = 0;
    held.forEach(send);
    resumeSource();
  });

  function send({ message, isBinary }: Frame): void {
    // The callback comes when the bytes have gone to the kernel, or with an error that the target also reports itself.
    target.send(message, { binary: isBinary, compress: false }, resumeSource);
  }

  function hold(frame: Frame): void {
    waiting.push(frame);
    waitingBytes += frame.message.length;
  }

  function resumeSource(): void {
    if (source.isPaused && backlogBytes() <= BACKLOG_LOW_BYTES) source.resume();
  }

  function backlogBytes(): number {
    return waitingBytes + target.bufferedAmount;
  }
}
