import { WebSocket } from 'ws';
import type { CloseStatus } from './close-status.js';

/** Closes a socket in whatever state it is; twice is safe. What was sent before still goes out first. */
export function closeSocket(socket: WebSocket, { code, reason }: CloseStatus): void {
  if (socket.readyState === WebSocket.CONNECTING) {
    socket.terminate();
    return;
  }
  // A paused socket would never see the answer to its close frame.
  socket.resume();
  if (code === undefined) socket.close();
  else socket.close(code, reason);
}
