import type { PlaygroundDesk } from '../playground-desk';
import type { TimelineSurface } from './timeline-surface';

/** One step of the wheel makes things larger by this. */
const WHEEL_ZOOM_PER_PX = 1.0035;

/**
 * Mouse and fingers on the tracks: a drag moves the playhead back and forth, two fingers or Ctrl and the wheel zoom, a
 * sideways wheel scrolls. @returns takes them off again.
 */
export function handleTrackPointers(tracks: HTMLElement, surface: TimelineSurface, desk: PlaygroundDesk): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const pointers = new Map<number, number>();
  let resume = false;

  const xOf = ({ clientX }: { clientX: number }) => clientX - tracks.getBoundingClientRect().left;
  const spread = () => {
    const [a = 0, b = 0] = pointers.values();
    return { distance: Math.max(12, Math.abs(a - b)), middle: (a + b) / 2 };
  };

  tracks.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || !desk.getState().take) return;
      tracks.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, xOf(event));
      if (pointers.size > 1) return;
      surface.hold(true);
      resume = desk.getState().playing;
      desk.pause();
      desk.seek(surface.msAt(xOf(event)));
    },
    { signal },
  );
  tracks.addEventListener(
    'pointermove',
    (event) => {
      if (!pointers.has(event.pointerId)) return;
      const before = spread();
      pointers.set(event.pointerId, xOf(event));
      if (pointers.size > 1) surface.zoom(spread().distance / before.distance, spread().middle);
      else desk.seek(surface.msAt(xOf(event)));
    },
    { signal },
  );
  const release = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
    surface.hold(false);
    if (resume) desk.play();
    resume = false;
  };
  tracks.addEventListener('pointerup', release, { signal });
  tracks.addEventListener('pointercancel', release, { signal });
  tracks.addEventListener(
    'wheel',
    (event) => {
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) surface.zoom(WHEEL_ZOOM_PER_PX ** -event.deltaY, xOf(event));
      else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) surface.scrollBy(sideways);
      // Anything else scrolls the page.
      else return;
      event.preventDefault();
    },
    { signal, passive: false },
  );
  return () => listeners.abort();
}

/** Mouse and fingers on the overview: what is below them comes to the middle of the tracks. */
export function handleOverviewPointers(overview: HTMLElement, surface: TimelineSurface): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const scroll = (event: PointerEvent) => {
    const { left, width } = overview.getBoundingClientRect();
    surface.scrollToPart((event.clientX - left) / width);
  };
  overview.addEventListener(
    'pointerdown',
    (event) => {
      overview.setPointerCapture(event.pointerId);
      scroll(event);
    },
    { signal },
  );
  overview.addEventListener(
    'pointermove',
    (event) => {
      if (overview.hasPointerCapture(event.pointerId)) scroll(event);
    },
    { signal },
  );
  return () => listeners.abort();
}
