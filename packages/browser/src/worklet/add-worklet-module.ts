import { BrowserError } from '../errors.js';

/** How to load code into the audio thread. */
export interface WorkletModule {
  /** What it does, for the error message: `player`, `microphone`. */
  readonly name: string;
  /** The bundled code; loaded through a Blob URL unless there is a `url`. */
  readonly source: string;
  /** Address of the same code as a file of the page's own origin. */
  readonly url: string | undefined;
}

/** Contexts remember what they loaded: a module that registers its processor twice would throw. */
const loaded = new WeakMap<BaseAudioContext, Map<string, Promise<void>>>();

/**
 * Loads a module into the audio thread of a context, once for each context.
 *
 * @throws BrowserError `BROWSER_WORKLET_UNAVAILABLE` where pages have no AudioWorklet, `BROWSER_WORKLET_BLOCKED` if the
 *   page's content security policy forbids the address or nothing is there.
 */
export function addWorkletModule(context: BaseAudioContext, module: WorkletModule): Promise<void> {
  let modules = loaded.get(context);
  if (!modules) {
    modules = new Map();
    loaded.set(context, modules);
  }
  const known = modules.get(module.name);
  if (known) return known;
  const loading = load(context, module);
  modules.set(module.name, loading);
  // A failed load may be tried again, for example with another address.
  loading.catch(() => modules.delete(module.name));
  return loading;
}

async function load(context: BaseAudioContext, { name, source, url }: WorkletModule): Promise<void> {
  // Old browsers, and pages that are not served by https or from this machine.
  if (!context.audioWorklet) {
    throw new BrowserError(
      'BROWSER_WORKLET_UNAVAILABLE',
      'This page has no AudioWorklet. Serve it by https or from 127.0.0.1, in a browser of the last two years.',
    );
  }
  const address = url ?? URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    await context.audioWorklet.addModule(address);
  } catch (cause) {
    throw new BrowserError(
      'BROWSER_WORKLET_BLOCKED',
      url === undefined
        ? `The ${name} worklet was blocked, probably by the page's content security policy. ` +
            `Serve "@lipwire/browser/${name}.worklet.js" from your own origin and pass its address as workletUrl.`
        : `The ${name} worklet could not be loaded from ${url}. Copy "@lipwire/browser/${name}.worklet.js" to that address.`,
      { cause },
    );
  } finally {
    if (url === undefined) URL.revokeObjectURL(address);
  }
}
