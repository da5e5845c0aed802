import type { MicrophoneState } from '@lipwire/browser';
import { expect, test } from 'vitest';
import { phaseOf } from './phase';

const device = { deviceId: 'default', label: '' };
const on: MicrophoneState = { status: 'on', muted: false, held: false, device, problem: undefined };

test('it is the state of the conversation', () => {
  expect(phaseOf({ name: 'speaking' }, { status: 'off' })).toBe('speaking');
  expect(phaseOf({ name: 'failed', code: 'BROWSER_SESSION_LOST' }, on)).toBe('failed');
  expect(phaseOf({ name: 'listening' }, on)).toBe('listening');
});

test('a call that the gateway ended has not failed', () => {
  expect(phaseOf({ name: 'failed', code: 'BROWSER_SESSION_ENDED' }, on)).toBe('ended');
});

test('nobody listens without a microphone that is on', () => {
  expect(phaseOf({ name: 'listening' }, { ...on, muted: true })).toBe('muted');
  expect(phaseOf({ name: 'listening' }, { status: 'off' })).toBe('waiting');
});
