import { BrowserError } from '../errors.js';

interface ElementSource {
  readonly source: MediaElementAudioSourceNode;
  taken: boolean;
}

/** Browsers give the sound of an element to one node of one context, for good. */
const elements = new WeakMap<HTMLMediaElement, ElementSource>();

/**
 * Takes the sound of an element away from the speaker, and gives it to a node.
 *
 * @param context where, the first time; later it stays there.
 * @param onError told if the element goes on to something that its page may not hear.
 * @returns the node, and what lets the element be heard again; safe to call twice.
 * @throws BrowserError `BROWSER_MEDIA_TAKEN`, `BROWSER_MEDIA_CROSS_ORIGIN`; nothing is taken then.
 */
export function takeElement(
  element: HTMLMediaElement,
  context: () => AudioContext,
  onError: (error: BrowserError) => void,
): { source: AudioNode; release: () => void } {
  if (isKeptFromPage(element)) throw crossOrigin(element);
  const entry = elements.get(element) ?? newSource(element, context);
  if (entry.taken) {
    throw new BrowserError('BROWSER_MEDIA_TAKEN', 'Another MediaLipSync follows this element: close that one first.');
  }
  elements.set(element, entry);
  entry.taken = true;
  const { source } = entry;
  // The one before let it through undelayed.
  source.disconnect();
  const check = () => {
    if (isKeptFromPage(element)) onError(crossOrigin(element));
  };
  element.addEventListener('loadedmetadata', check);
  return {
    source,
    release: () => {
      if (!entry.taken) return;
      entry.taken = false;
      element.removeEventListener('loadedmetadata', check);
      source.connect(source.context.destination);
    },
  };
}

function newSource(element: HTMLMediaElement, context: () => AudioContext): ElementSource {
  const into = context();
  try {
    return { source: into.createMediaElementSource(element), taken: false };
  } catch (cause) {
    throw new BrowserError(
      'BROWSER_MEDIA_TAKEN',
      'Your own code has given the sound of this element to a MediaElementAudioSourceNode: pass that node instead.',
      { cause },
    );
  }
}

/** The browser plays it, and gives the page silence: another site's file, asked for without CORS. */
function isKeptFromPage({ crossOrigin, currentSrc, src }: HTMLMediaElement): boolean {
  const address = currentSrc || src;
  if (crossOrigin !== null || address === '') return false;
  const { protocol, origin } = new URL(address, location.href);
  return protocol.startsWith('http') && origin !== location.origin;
}

function crossOrigin({ currentSrc, src }: HTMLMediaElement): BrowserError {
  const { origin } = new URL(currentSrc || src, location.href);
  return new BrowserError(
    'BROWSER_MEDIA_CROSS_ORIGIN',
    `Browsers keep the sound of ${origin} from this page. Set crossorigin="anonymous" on the element, and let ${origin} send Access-Control-Allow-Origin.`,
  );
}
