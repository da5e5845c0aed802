// @vitest-environment happy-dom
import { act, Component, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { MascotClient } from '../src/index.js';
import { Call, nothing } from './seen-call.js';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

it.each([
  [{ audioSampleRate: 100 }, 'BROWSER_OPTION_INVALID'],
  [{ naturalLipSyncConfig: { mergeWindow: 5 } }, 'CUES_NATURAL_LIP_SYNC_CONFIG_INVALID'],
])('gives an error boundary the reason why %j is refused', (options, code) => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  let thrown: unknown;
  class Boundary extends Component<{ readonly children: ReactNode }> {
    override readonly state = { failed: false };
    static getDerivedStateFromError = () => ({ failed: true });
    override componentDidCatch(error: unknown): void {
      thrown = error;
    }
    override render() {
      return this.state.failed ? null : this.props.children;
    }
  }
  const root = createRoot(document.createElement('div'));
  act(() =>
    root.render(
      <Boundary>
        <MascotClient>
          <Call seen={nothing()} status="connected" {...options} />
        </MascotClient>
      </Boundary>,
    ),
  );
  expect(thrown).toMatchObject({ code });
  act(() => root.unmount());
  log.mockRestore();
});
