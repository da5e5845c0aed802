import { STATUS_CODES } from 'node:http';
import type { FaultAction } from './fault.js';
import { GARBAGE } from './garbage.js';
import type { Line } from './line.js';

/** Half of what a service answers first. */
const HALF_AN_ANSWER = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: webs');

/**
 * What goes wrong in front of the answer to a handshake.
 *
 * @returns true if there is to be no answer any more.
 */
export function spoilHandshake(actions: readonly FaultAction[], line: Line): boolean {
  return actions.some((action) => {
    switch (action.type) {
      case 'http':
        answerHttp(line, action.status, action.body ?? '');
        return true;
      case 'drop':
        line.destroy();
        return true;
      case 'reset':
        line.reset(HALF_AN_ANSWER);
        return true;
      case 'garbage':
        line.write(GARBAGE[action.kind]);
        return false;
      default:
        return spoilLine(action, line);
    }
  });
}

/**
 * What changes a connection for the rest of its life.
 *
 * @returns true if nobody will be heard on it any more.
 */
export function spoilLine(action: FaultAction, line: Line): boolean {
  switch (action.type) {
    case 'delay':
      line.delay(action.durationMs);
      break;
    case 'drip':
      line.drip(action.bytesPerSecond);
      break;
    case 'split':
      line.split(action.bytes);
      break;
    case 'half-open':
      line.freeze(action.durationMs);
      return action.durationMs === undefined;
  }
  return false;
}

/** Ends both halves: a client that keeps its own open would hold the connection, and the port with it. */
function answerHttp(line: Line, status: number, body: string): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'connection: close',
    'content-type: text/plain; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  line.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => line.destroy());
}
