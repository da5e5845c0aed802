import { describe, expect, it } from 'vitest';
import { TurnGate } from './turn-gate.js';

describe('TurnGate', () => {
  it('drops what is left of an interrupted turn until it is over', () => {
    const gate = new TurnGate();
    expect(gate.onAudio()).toBe(true);
    gate.onInterrupted();
    expect(gate.onAudio()).toBe(false);
    gate.onGenerationComplete();
    expect(gate.onAudio()).toBe(false);
    gate.onTurnComplete();
    expect(gate.onAudio()).toBe(true);
  });

  it('lets the next turn sound if the interrupted one had been generated to its end', () => {
    const gate = new TurnGate();
    gate.onAudio();
    gate.onGenerationComplete();
    gate.onInterrupted();
    expect(gate.onAudio()).toBe(true);
  });

  it('lets the next turn sound if the interruption came when the turn was over', () => {
    const gate = new TurnGate();
    gate.onAudio();
    gate.onTurnComplete();
    gate.onInterrupted();
    expect(gate.onAudio()).toBe(true);
  });

  it('lets a turn sound that follows a bare interruption', () => {
    const gate = new TurnGate();
    gate.onInterrupted();
    expect(gate.dead).toBe(false);
  });

  it('stays dead through a second interruption', () => {
    const gate = new TurnGate();
    gate.onAudio();
    gate.onInterrupted();
    gate.onInterrupted();
    expect(gate.dead).toBe(true);
    gate.reset();
    expect(gate.dead).toBe(false);
  });
});
