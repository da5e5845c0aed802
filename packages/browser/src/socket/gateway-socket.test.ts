import { describe, expect, it } from 'vitest';
import { isGatewaySocket } from './gateway-socket.js';

const LIVE = 'ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';

describe('isGatewaySocket', () => {
  it.each([
    [`wss://gateway.example.com//${LIVE}?key=abc`, true],
    [`ws://127.0.0.1:8787/${LIVE}Constrained?access_token=abc`, true],
    [`wss://example.com/lipwire/v2/${LIVE}`, true],
    ['wss://gateway.example.com/v1/conversation/gemini?key=a&mascot_key=b', true],
    [`wss://generativelanguage.googleapis.com//${LIVE}?key=abc`, false],
    ['wss://generativelanguage.googleapis.com.evil.example//chat', false],
    ['wss://example.com/socket', false],
    [`wss://example.com/${LIVE}/more`, false],
    ['not a url', false],
  ])('%s: %s', (url, expected) => {
    expect(isGatewaySocket(url)).toBe(expected);
  });

  it('keeps to the gateway that it is told', () => {
    const gateway = 'https://gateway.example.com/lipwire/';
    expect(isGatewaySocket(`wss://gateway.example.com/lipwire/${LIVE}`, gateway)).toBe(true);
    expect(isGatewaySocket(`wss://gateway.example.com/lipwire//${LIVE}`, gateway)).toBe(true);
    expect(isGatewaySocket(`wss://gateway.example.com/lipwire-2/${LIVE}`, gateway)).toBe(false);
    expect(isGatewaySocket(`wss://other.example.com/lipwire/${LIVE}`, gateway)).toBe(false);
    expect(isGatewaySocket(`wss://gateway.example.com/lipwire/custom`, new URL(gateway).href)).toBe(true);
  });

  it('takes the voice service itself for those who need no gateway', () => {
    const service = `wss://generativelanguage.googleapis.com//${LIVE}?key=abc`;
    expect(isGatewaySocket(service, undefined, undefined, true)).toBe(true);
    expect(isGatewaySocket('wss://generativelanguage.googleapis.com/chat', undefined, undefined, true)).toBe(false);
    expect(isGatewaySocket(service, 'https://gateway.example.com', undefined, true)).toBe(false);
  });

  it('reads addresses relative to the page', () => {
    expect(isGatewaySocket(`/gateway/${LIVE}`, undefined, 'https://example.com/app')).toBe(true);
    expect(isGatewaySocket(`/gateway/${LIVE}`, '/gateway', 'https://example.com/app')).toBe(true);
  });
});
