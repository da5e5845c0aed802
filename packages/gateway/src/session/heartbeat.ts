import { WebSocket } from 'ws';
import { HEARTBEAT_MS } from '../limits.js';

/** A peer may miss one beat: the answer to a ping may lie unread behind messages that we paused for. */
const MAX_MISSED_BEATS = 2;

/**
 * Pings a peer and drops the connection when it gives no sign of life for two intervals. A phone that lost its network
 * says no goodbye; without this its session at the voice service would stay open.
 */
export function keepHeartbeat(socket: WebSocket, intervalMs: number = HEARTBEAT_MS): void {
  let missedBeats = 0;
  const beat = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    // While we do not read, we cannot hear a pong: that is our doing, not the peer's.
    missedBeats = socket.isPaused ? 0 : missedBeats + 1;
    if (missedBeats > MAX_MISSED_BEATS) socket.terminate();
    else socket.ping();
  }, intervalMs);
  beat.unref();

  const seen = (): void => {
    missedBeats = 0;
  };
  socket.on('pong', seen);
  socket.on('message', seen);
  socket.once('close', () => clearInterval(beat));
}
