import type { ExpressionOptions } from '@lipwire/browser';
import { useMemo } from 'react';
import { type Mascot, useMascotContext } from './contexts.js';

/** Result of {@link useMascot}. */
export interface UseMascotResult extends Pick<Mascot, 'rive' | 'RiveComponent' | 'error'> {
  /** Changes the face, apart from the mouth; `undefined`: the state of the conversation says again. Stable. */
  readonly setExpression: (expression: MascotExpression | undefined, options?: ExpressionOptions) => void;
  /** Plays a gesture once: `wave`, `nod`, `shakeHead`, `shrug`, `cheer`, `bow`, `giggle`, or a trigger of the file. Stable. */
  readonly playGesture: (name: string) => boolean;
}

/** An expression that every mascot has. */
export type MascotExpression = NonNullable<Parameters<Mascot['client']['setExpression']>[0]>;

/**
 * The Rive instance of the mascot, `null` until its file is loaded, the component that draws it, and what it can be told
 * to do.
 *
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`.
 */
export function useMascot(): UseMascotResult {
  const { client, rive, RiveComponent, error } = useMascotContext('useMascot');
  const told = useMemo<Pick<UseMascotResult, 'setExpression' | 'playGesture'>>(
    () => ({
      setExpression: (expression, options) => client.setExpression(expression, options),
      playGesture: (name) => client.playGesture(name),
    }),
    [client],
  );
  return { rive, RiveComponent, error, ...told };
}
