// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { MascotClient, type UseMascotMediaResult, useMascotMedia } from '../src/index.js';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

vi.mock('@lipwire/browser/local', () => {
  throw new Error('404');
});

it('says that the engine could not be loaded', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  let result: UseMascotMediaResult | undefined;
  function Speaker() {
    result = useMascotMedia(media);
    return null;
  }
  const media = { name: 'stream' } as unknown as MediaStream;
  const root = createRoot(document.createElement('div'));
  act(() => root.render(<MascotClient>{<Speaker />}</MascotClient>));
  await act(() => vi.dynamicImportSettled());
  expect(result?.error).toMatchObject({ code: 'REACT_ENGINE_UNAVAILABLE', cause: expect.any(Error) });
  expect(log.mock.calls.flat().join()).toContain('@lipwire/browser/local could not be loaded');
  act(() => root.unmount());
  log.mockRestore();
});
