// @vitest-environment happy-dom
import { Activity, act, type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MascotClient, MascotProvider } from '../src/index.js';
import { FakeSocket, openSocket } from './fake-socket.js';
import { Call, nothing, type Seen } from './seen-call.js';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let root: Root;
beforeEach(() => {
  vi.stubGlobal('WebSocket', FakeSocket);
  root = createRoot(document.createElement('div'));
});
afterEach(() => {
  act(() => root.unmount());
  expect(globalThis.WebSocket).toBe(FakeSocket);
  vi.unstubAllGlobals();
});

type Mode = 'visible' | 'hidden';
const mascot = (seen: Seen) => <MascotClient>{<Call seen={seen} status="connected" />}</MascotClient>;
const show = (node: ReactNode) => act(() => root.render(<StrictMode>{node}</StrictMode>));

it.each([
  [
    'around the provider',
    (mode: Mode, seen: Seen) => <Activity mode={mode}>{<MascotProvider>{mascot(seen)}</MascotProvider>}</Activity>,
  ],
  [
    'below the provider',
    (mode: Mode, seen: Seen) => <MascotProvider>{<Activity mode={mode}>{mascot(seen)}</Activity>}</MascotProvider>,
  ],
])('is silent and deaf in a hidden <Activity> %s, and goes on in the same call when it is shown', (_, page) => {
  const seen = nothing();
  show(page('visible', seen));
  const { client } = seen;
  const socket = openSocket();
  act(() => socket.speak());
  expect(client?.queuedMs).toBeGreaterThan(0);

  show(page('hidden', seen));
  expect(client?.queuedMs).toBe(0);
  expect(client?.state).toMatchObject({ intercepting: false, speaking: false, messageCount: 1 });
  act(() => socket.say({ serverContent: { turnComplete: true } }));
  act(() => socket.speak());
  expect(client?.state.messageCount).toBe(1);
  expect(client?.queuedMs).toBe(0);

  show(page('visible', seen));
  expect(seen.client).toBe(client);
  expect(client?.state.intercepting).toBe(true);
  const before = client?.state.messageCount ?? 0;
  act(() => socket.speak());
  expect(client?.state.messageCount).toBe(before + 1);
  expect(client?.queuedMs).toBeGreaterThan(0);

  // The next call, too.
  socket.close();
  const next = openSocket();
  act(() => next.speak());
  expect(client?.state.messageCount).toBe(before + 2);
});

it('takes nothing while it is prepared in a hidden <Activity>', () => {
  const [shown, prepared] = [nothing(), nothing()];
  const page = (mode: Mode) => (
    <MascotProvider>
      {mascot(shown)}
      <Activity mode={mode}>{mascot(prepared)}</Activity>
    </MascotProvider>
  );
  show(page('hidden'));
  const socket = openSocket();
  act(() => socket.speak());
  expect([shown.client?.state.messageCount, prepared.client?.state.messageCount]).toEqual([1, 0]);
  expect(prepared.client?.state.intercepting).toBe(false);
});
