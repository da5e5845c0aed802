import { indexAt } from '../moment';
import type { PlaygroundDesk } from '../playground-desk';
import type { TimelineSurface } from './timeline-surface';

const STEP_MS = 10;
const LARGE_STEP_MS = 100;
const PAGE_MS = 1000;
const ZOOM = 1.5;

/** Keys on the playhead. @returns whether the key means something here. */
export function handleTimelineKey(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  surface: TimelineSurface,
  desk: PlaygroundDesk,
): boolean {
  const stepMs = shiftKey ? LARGE_STEP_MS : STEP_MS;
  const at = desk.playheadMs;
  switch (key) {
    case 'ArrowLeft':
      desk.seek(at - stepMs);
      return true;
    case 'ArrowRight':
      desk.seek(at + stepMs);
      return true;
    case 'ArrowUp':
      desk.seek(neighbour(desk, 1));
      return true;
    case 'ArrowDown':
      desk.seek(neighbour(desk, -1));
      return true;
    case 'PageUp':
      desk.seek(at + PAGE_MS);
      return true;
    case 'PageDown':
      desk.seek(at - PAGE_MS);
      return true;
    case 'Home':
      desk.seek(0);
      return true;
    case 'End':
      desk.seek(Number.MAX_SAFE_INTEGER);
      return true;
    case ' ':
    case 'Enter':
      desk.togglePlaying();
      return true;
    case '+':
    case '=':
      surface.zoom(ZOOM);
      return true;
    case '-':
      surface.zoom(1 / ZOOM);
      return true;
    case '0':
      surface.showWhole();
      return true;
    default:
      return false;
  }
}

/** The time of the next cue that the mouth follows, or of the one before. */
function neighbour(desk: PlaygroundDesk, step: 1 | -1): number {
  const visemes = desk.followed;
  const at = desk.playheadMs;
  const index = indexAt(visemes, at, ({ offset }) => offset);
  // Back from the middle of a cue is to its beginning.
  const back = (visemes[index]?.offset ?? 0) < at ? index : index - 1;
  return visemes[step > 0 ? index + 1 : back]?.offset ?? (step > 0 ? Number.MAX_SAFE_INTEGER : 0);
}
