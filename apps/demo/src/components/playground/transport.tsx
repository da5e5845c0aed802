import { useEffect, useRef } from 'react';
import type { PlaygroundDesk } from '../../playground/playground-desk';
import { formatTime } from '../../playground/timeline/time-view';
import type { TimelineSurface } from '../../playground/timeline/timeline-surface';
import { PauseIcon, PlayIcon } from '../icons';
import { useStore } from '../use-store';

const SPEEDS = [1, 0.5, 0.25] as const;
const ZOOM = 1.6;

/** Play, time, speed, which cues the mouth follows, and zoom. */
export function Transport({ desk, surface }: { desk: PlaygroundDesk; surface: TimelineSurface | undefined }) {
  const { take, playing, speed, mouth } = useStore(desk.subscribe, desk.getState);
  return (
    <div className="row transport">
      <button
        type="button"
        className="round"
        data-main="true"
        disabled={!take}
        onClick={desk.togglePlaying}
        aria-label={playing ? 'Pause' : 'Play'}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </button>
      <p className="times">
        <PlayheadTime desk={desk} />
        <span className="soft"> / {formatTime(take?.sound.durationMs ?? 0)}</span>
        <span className="take-name">{take?.sound.name}</span>
      </p>
      <fieldset className="segments">
        <legend className="hidden">The mouth follows</legend>
        {(['before', 'after'] as const).map((which) => (
          <label key={which}>
            <input type="radio" name="mouth" checked={mouth === which} onChange={() => desk.follow(which)} />
            <span>{which === 'before' ? 'As heard' : 'Natural'}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="segments">
        <legend className="hidden">Speed</legend>
        {SPEEDS.map((each) => (
          <label key={each}>
            <input type="radio" name="speed" checked={speed === each} onChange={() => desk.setSpeed(each)} />
            <span>{each === 1 ? '1×' : each === 0.5 ? '½×' : '¼×'}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="segments">
        <legend className="hidden">Zoom</legend>
        <button type="button" aria-label="Zoom out" onClick={() => surface?.zoom(1 / ZOOM)}>
          −
        </button>
        <button type="button" aria-label="Show all" onClick={() => surface?.showWhole()}>
          All
        </button>
        <button type="button" aria-label="Zoom in" onClick={() => surface?.zoom(ZOOM)}>
          +
        </button>
      </fieldset>
    </div>
  );
}

/** It changes with each frame, and React does not hear of it. */
function PlayheadTime({ desk }: { desk: PlaygroundDesk }) {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      desk.listenPlayhead(() => {
        if (text.current) text.current.textContent = formatTime(desk.playheadMs);
      }),
    [desk],
  );
  return (
    <span ref={text} className="time-now">
      0.00 s
    </span>
  );
}
