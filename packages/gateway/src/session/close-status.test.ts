import { describe, expect, it } from 'vitest';
import { gatewayReason, MAX_REASON_BYTES, passOnClose } from './close-status.js';

const LOST = { code: 1011, reason: 'lost' };

describe('passOnClose', () => {
  it.each([1000, 1001, 1007, 1008, 1011, 1013, 3000, 4999])('passes %i and its reason as they are', (code) => {
    const reason = Buffer.from('Grund: ü');
    expect(passOnClose(code, reason, LOST)).toEqual({ code, reason });
  });

  it('puts a reason right that is no UTF-8, for nobody may be told such a thing', () => {
    const passed = (reason: Buffer) => passOnClose(1011, reason, LOST);
    expect(passed(Buffer.from([0x4e, 0x6f, 0xff, 0x2e]))).toEqual({ code: 1011, reason: 'No\ufffd.' });
    // Each byte becomes a character of three: what does not fit is cut off.
    expect(passed(Buffer.alloc(MAX_REASON_BYTES, 0xff))).toEqual({ code: 1011, reason: '\ufffd'.repeat(41) });
  });

  it('passes a close without a code as one without a code', () => {
    expect(passOnClose(1005, Buffer.alloc(0), LOST)).toEqual({ code: undefined, reason: '' });
  });

  it.each([1006, 1015])('has words of its own for a lost connection (%i)', (code) => {
    expect(passOnClose(code, Buffer.alloc(0), LOST)).toBe(LOST);
  });
});

describe('gatewayReason', () => {
  it('ends in the id of the call', () => {
    expect(gatewayReason('Token expired.', 'ab12')).toBe('Token expired. [ab12]');
  });

  it('fits a close frame, and cuts between characters', () => {
    const reason = gatewayReason('😀'.repeat(100), 'ab12');
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(MAX_REASON_BYTES);
    expect(Buffer.byteLength(reason)).toBeGreaterThan(MAX_REASON_BYTES - 4);
    expect(reason).toMatch(/^(😀)+ \[ab12\]$/u);
  });
});
