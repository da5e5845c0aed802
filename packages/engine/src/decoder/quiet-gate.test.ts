import { describe, expect, it } from 'vitest';
import { QuietGate } from './quiet-gate.js';

const LOUD = false;
const SILENT = true;

describe('QuietGate', () => {
  it('takes the closure of a stop for speech', () => {
    const gate = new QuietGate();
    gate.push(LOUD);
    for (let i = 0; i < 12; i++) gate.push(SILENT);
    expect(gate.isPause(6)).toBe(false);
  });

  it('knows a pause once it has lasted, from its first quiet frame that is still undecided', () => {
    const gate = new QuietGate();
    gate.push(LOUD);
    for (let i = 0; i < 14; i++) gate.push(SILENT);
    expect(gate.isPause(13)).toBe(true);
    expect(gate.isPause(14)).toBe(false);
  });

  it('ends the pause with the first louder frame', () => {
    const gate = new QuietGate();
    for (let i = 0; i < 20; i++) gate.push(SILENT);
    gate.push(LOUD);
    expect(gate.isPause(6)).toBe(false);
  });
});
