import type { MicrophoneState } from '@lipwire/browser';
import { expect, test } from 'vitest';
import type { CallState } from '../call/live-call';
import { phaseOf } from './phase';

const call: CallState = { status: 'connected', isAwaitingReply: false, problem: undefined };
const device = { deviceId: 'default', label: '' };
const microphone: MicrophoneState = { status: 'on', muted: false, held: false, device, problem: undefined };

test.each([
  ['ready', { call: { ...call, status: 'disconnected' as const }, microphone, isSpeaking: true }],
  ['connecting', { call: { ...call, status: 'connecting' as const }, microphone, isSpeaking: false }],
  ['listening', { call, microphone, isSpeaking: false }],
  ['speaking', { call, microphone, isSpeaking: true }],
  ['thinking', { call: { ...call, isAwaitingReply: true }, microphone, isSpeaking: false }],
  ['muted', { call, microphone: { ...microphone, muted: true }, isSpeaking: false }],
  ['waiting', { call, microphone: { status: 'off' as const }, isSpeaking: false }],
])('%s', (phase, input) => {
  expect(phaseOf(input)).toBe(phase);
});
