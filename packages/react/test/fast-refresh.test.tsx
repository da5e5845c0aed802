// @vitest-environment happy-dom
import './before-react.js';
import { act, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createSignatureFunctionForTransform, performReactRefresh, register } from 'react-refresh/runtime';
import { expect, it, vi } from 'vitest';
import { type LipwireClient, MascotClient, MascotProvider, useLipwireClient, useMascotLiveAPI } from '../src/index.js';
import { FakeSocket, openSocket } from './fake-socket.js';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const heard: string[] = [];
let client: LipwireClient | undefined;
let mounts = 0;

/** A version of the app's file, with what the bundler's transform adds. */
function saveFile(version: string, hooks: string) {
  const signature = createSignatureFunctionForTransform();
  function Page() {
    signature();
    const [mount] = useState(() => ++mounts);
    client = useLipwireClient();
    useMascotLiveAPI({
      session: { status: 'connected' },
      playAudio: false,
      onVisemeReceived: () => heard.push(`${version}, mount ${mount}`),
    });
    return <p>{version}</p>;
  }
  signature(Page, hooks, false, () => [useLipwireClient, useMascotLiveAPI]);
  register(Page, 'page.tsx Page');
  return Page;
}

it('goes on with the call when the page is edited', () => {
  vi.stubGlobal('WebSocket', FakeSocket);
  const Page = saveFile('first', 'mount');
  const element = document.createElement('div');
  const root = createRoot(element);
  act(() =>
    root.render(
      <MascotProvider>
        <MascotClient>
          <Page />
        </MascotClient>
      </MascotProvider>,
    ),
  );
  const ownClient = client;
  const socket = openSocket();
  act(() => socket.speak());

  saveFile('second', 'mount');
  act(() => expect(performReactRefresh()).not.toBeNull());
  expect(element.textContent).toBe('second');
  act(() => socket.speak());

  // Other hooks: React mounts the component anew.
  saveFile('third', 'mount, another');
  act(() => expect(performReactRefresh()).not.toBeNull());
  expect(element.textContent).toBe('third');
  act(() => socket.speak());

  expect(heard).toEqual(['first, mount 1', 'second, mount 1', 'third, mount 2']);
  expect(client).toBe(ownClient);
  expect(client?.state).toMatchObject({ intercepting: true, messageCount: 3 });
  expect(client?.queuedMs).toBeGreaterThan(0);
  act(() => root.unmount());
  expect(globalThis.WebSocket).toBe(FakeSocket);
  vi.unstubAllGlobals();
});
