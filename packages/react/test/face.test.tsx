// @vitest-environment happy-dom
import { act, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type LipwireClient,
  MascotClient,
  type MascotClientProps,
  type UseMascotResult,
  type UseMascotToolsResult,
  useLipwireClient,
  useMascot,
  useMascotTools,
} from '../src/index.js';

// What an app and its model can tell a mascot to show.

let root: Root;
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  root = createRoot(document.createElement('div'));
});
afterEach(() => act(() => root.unmount()));

/** A mascot with a rig that notes what it is told. */
function mascot() {
  const seen: { client?: LipwireClient; mascot?: UseMascotResult; tools?: UseMascotToolsResult } = {};
  const log: unknown[] = [];
  function Below() {
    seen.client = useLipwireClient();
    seen.mascot = useMascot();
    seen.tools = useMascotTools();
    return null;
  }
  const show = (props: Pick<MascotClientProps, 'theme' | 'expressiveness' | 'followPointer'> = {}) =>
    act(() =>
      root.render(
        <StrictMode>
          <MascotClient {...props}>
            <Below />
          </MascotClient>
        </StrictMode>,
      ),
    );
  show();
  seen.client?.setRig({
    setWeights: () => {},
    setSpeaking: () => {},
    setListening: () => {},
    fireGesture: () => {},
    setExpression: (expression) => log.push(expression),
    playGesture: (name) => log.push(name) > 0,
    setTheme: (theme) => log.push(theme),
  });
  return { seen, log, show };
}

it('changes the face and plays gestures by functions that stay the same', () => {
  const { seen, log, show } = mascot();
  const first = seen.mascot;
  first?.setExpression('happy');
  expect(first?.playGesture('wave')).toBe(true);
  first?.setExpression(undefined);
  expect(log).toEqual(['happy', 'wave', 'neutral']);
  show();
  expect(seen.mascot?.setExpression).toBe(first?.setExpression);
  expect(seen.mascot?.playGesture).toBe(first?.playGesture);
});

it('dresses the mascot when the content of its theme changes, and undresses it', () => {
  const { log, show } = mascot();
  const theme = { primaryColor: '#336699', accessory: 'hat' };
  show({ theme: { ...theme } });
  show({ theme: { ...theme } });
  expect(log).toEqual([theme]);
  show({ theme: { accessory: 'hat' } });
  expect(log.at(-1)).toEqual({ accessory: 'hat' });
  show();
  expect(log.at(-1)).toEqual({});
});

it('moves as much as it is told to, else as the app configures it', () => {
  const { seen, show } = mascot();
  const plays = () => seen.mascot?.playGesture('wave');
  expect(plays()).toBe(true);
  show({ expressiveness: 'still', followPointer: false });
  expect(plays()).toBe(false);
  show();
  expect(plays()).toBe(true);
  act(() => seen.client?.configure({ expressiveness: 0 }));
  show();
  expect(plays()).toBe(false);
});

it('gives the model its tools, and the app the answers to them', async () => {
  const { seen, log, show } = mascot();
  const { tools, answer } = seen.tools ?? {};
  expect(tools?.flatMap((tool) => tool.functionDeclarations.map(({ name }) => name))).toEqual([
    'set_expression',
    'play_gesture',
  ]);
  const functionCalls = [
    { id: 'a', name: 'play_gesture', args: { gesture: 'nod' } },
    { id: 'b', name: 'get_weather', args: {} },
  ];
  expect(answer?.({ functionCalls })?.functionResponses.map(({ id }) => id)).toEqual(['a']);
  show();
  expect(seen.tools?.answer).toBe(answer);
  expect(log).toEqual([]);
  // Nobody speaks: shown by itself, once, however often it was mounted.
  await expect.poll(() => log, { timeout: 5_000 }).toEqual(['nod']);
});
