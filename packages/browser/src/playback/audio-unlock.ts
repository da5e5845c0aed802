/**
 * Gestures after which browsers allow sound: those that count as the user's activation (HTML, "activation triggering input
 * event"), and `click` for older iOS.
 */
const GESTURES = ['pointerdown', 'pointerup', 'touchend', 'keydown', 'click'] as const;

/** The page is looked at again: iOS may give sound back without a gesture then. */
const RETURNS = ['visibilitychange', 'pageshow', 'focus'] as const;

/**
 * Calls back on the gestures after which browsers allow sound.
 *
 * @param target where the user's gestures arrive: the window.
 * @returns stops it; safe to call twice.
 */
export function onGesture(target: EventTarget, callback: () => void): () => void {
  for (const gesture of GESTURES) target.addEventListener(gesture, callback, { capture: true, passive: true });
  return () => {
    for (const gesture of GESTURES) target.removeEventListener(gesture, callback, { capture: true });
  };
}

/** What is asked of an `AudioContext`. */
export type UnlockableContext = Pick<AudioContext, 'state' | 'resume' | 'addEventListener' | 'removeEventListener'>;

/**
 * Keeps a context running where browsers allow it only after a gesture of the user.
 *
 * A context starts locked until there was a gesture; iOS also stops it (`interrupted`) for a phone call, an alarm or a
 * page in the background, and often does not start it again. While it is not running, this tries on every gesture, and
 * when the page is looked at again; at once, too, unless the system has it: asking during a phone call fails, and leaves
 * some iOS with a context that says `running` and stands still.
 */
export class AudioUnlock {
  readonly #context: UnlockableContext;
  readonly #gestures: EventTarget;
  readonly #onChange: () => void;
  #unlisten: (() => void) | undefined;
  #closed = false;

  /**
   * @param gestures where the user's gestures arrive: the window.
   * @param onChange called when the context starts or stops running.
   */
  constructor(context: UnlockableContext, gestures: EventTarget, onChange: () => void) {
    this.#context = context;
    this.#gestures = gestures;
    this.#onChange = onChange;
    context.addEventListener('statechange', this.#onStateChange);
    this.#update();
  }

  /** Sound can be heard. */
  get running(): boolean {
    return this.#context.state === 'running';
  }

  /** Tries to start the context; works inside the handler of a gesture. */
  readonly resume = (): void => {
    if (this.running || this.#context.state === 'closed') return;
    // The promise stays open until a gesture allows it, or rejects if the context was closed: there is nothing to do.
    this.#context.resume().catch(() => {});
  };

  /** Stops watching; the context is left as it is. Safe to call twice. */
  close(): void {
    this.#closed = true;
    this.#context.removeEventListener('statechange', this.#onStateChange);
    this.#listen(false);
  }

  /** Tries to start the context, unless nobody looks at the page: then the system may have the sound, for a phone call. */
  readonly lookAgain = (): void => {
    if (globalThis.document?.visibilityState !== 'hidden') this.resume();
  };

  readonly #onStateChange = (): void => {
    if (this.#closed) return;
    this.#update();
    this.#onChange();
  };

  #update(): void {
    this.#listen(!this.running && this.#context.state !== 'closed');
    // Not in every version of the DOM's types.
    if ((this.#context.state as string) !== 'interrupted') this.resume();
  }

  #listen(listening: boolean): void {
    if (!listening) {
      this.#unlisten?.();
      this.#unlisten = undefined;
      return;
    }
    if (this.#unlisten) return;
    const stopGestures = onGesture(this.#gestures, this.resume);
    for (const event of RETURNS) this.#gestures.addEventListener(event, this.lookAgain);
    this.#unlisten = () => {
      stopGestures();
      for (const event of RETURNS) this.#gestures.removeEventListener(event, this.lookAgain);
    };
  }
}
