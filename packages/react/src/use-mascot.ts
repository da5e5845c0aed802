import { type Mascot, useMascotContext } from './contexts.js';

/** Result of {@link useMascot}. */
export type UseMascotResult = Pick<Mascot, 'rive' | 'RiveComponent' | 'error'>;

/**
 * The Rive instance of the mascot, `null` until its file is loaded, and the component that draws it.
 *
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`.
 */
export function useMascot(): UseMascotResult {
  const { rive, RiveComponent, error } = useMascotContext('useMascot');
  return { rive, RiveComponent, error };
}
