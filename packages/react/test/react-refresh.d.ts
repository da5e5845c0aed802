declare module 'react-refresh/runtime' {
  /** To be called before React is loaded. */
  export function injectIntoGlobalHook(scope: object): void;
  /** Says that a component is the latest of its family. */
  export function register(type: unknown, family: string): void;
  /** Renders the latest of each family; `null` if nothing changed. */
  export function performReactRefresh(): object | null;
  /** Inside a component it is called without arguments, and once outside with the component and a digest of its hooks. */
  export function createSignatureFunctionForTransform(): (
    type?: unknown,
    hooks?: string,
    forceReset?: boolean,
    customHooks?: () => unknown[],
  ) => unknown;
}
