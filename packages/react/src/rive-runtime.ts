import * as imported from '@rive-app/react-canvas';

/**
 * Rive's React wrapper is CommonJS and passes the names of its runtime on in a loop, which Node does not see when an ES
 * module imports it: `import { Fit }` works in bundlers and fails on a server. The whole module is there in both.
 *
 * This can go when `@rive-app/react-canvas` ships ES modules; the test of this file then fails.
 */
const runtime: typeof imported =
  'Fit' in imported ? imported : (imported as unknown as { readonly default: typeof imported }).default;

/** How the artboard fills its canvas. */
export const Fit = runtime.Fit;
export type Fit = imported.Fit;

/** Where the artboard stands in its canvas. */
export const Alignment = runtime.Alignment;
export type Alignment = imported.Alignment;

export const { Layout, Rive, RiveFile, RuntimeLoader, useRive } = runtime;
export type Rive = imported.Rive;
export type RiveFile = imported.RiveFile;
export type RiveState = imported.RiveState;
