/** Who wants to know where the pointer is, as somebody who looks at it: -1 to 1, from left to right and from top to bottom. */
export interface PointerWatcher {
  /** Whether it wants to know at all. */
  readonly followsPointer: boolean;
  onPointer(x: number, y: number): void;
}

/** Layout is asked for where the mascot stands at most this often, in milliseconds. */
const LAYOUT_MS = 500;
/** The eyes turn as far as they can for a pointer that is this part of the page away. */
const REACH = 0.6;

/**
 * Follows the pointer over the page, as seen from the mascot.
 *
 * @param page usually `window`.
 * @param place where the mascot is drawn; `undefined`: the middle of the page.
 * @returns stops it.
 */
export function watchPointer(page: Window, place: () => Element | undefined, watcher: PointerWatcher): () => void {
  let [centreX, centreY, knownMs] = [0, 0, Number.NEGATIVE_INFINITY];
  const look = ({ clientX, clientY, timeStamp }: PointerEvent) => {
    if (!watcher.followsPointer) return;
    const { innerWidth, innerHeight } = page;
    if (timeStamp - knownMs > LAYOUT_MS) {
      const box = place()?.getBoundingClientRect();
      centreX = box ? box.x + box.width / 2 : innerWidth / 2;
      centreY = box ? box.y + box.height / 2 : innerHeight / 2;
      knownMs = timeStamp;
    }
    const reach = REACH * Math.max(innerWidth, innerHeight, 1);
    watcher.onPointer(bounded((clientX - centreX) / reach), bounded((clientY - centreY) / reach));
  };
  page.addEventListener('pointermove', look, { passive: true });
  page.addEventListener('pointerdown', look, { passive: true });
  return () => {
    page.removeEventListener('pointermove', look);
    page.removeEventListener('pointerdown', look);
  };
}

function bounded(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
