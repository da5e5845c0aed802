import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PlaygroundDesk } from '../../playground/playground-desk';
import { formatTime } from '../../playground/timeline/time-view';
import { handleTimelineKey } from '../../playground/timeline/timeline-keys';
import { handleOverviewPointers, handleTrackPointers } from '../../playground/timeline/timeline-pointer';
import { TimelineSurface } from '../../playground/timeline/timeline-surface';
import { describeViseme } from '../../playground/timeline/viseme-look';
import { useStore } from '../use-store';
import { Transport } from './transport';

/** The tracks over one another, and the playhead that is dragged over them. */
export function Timeline({ desk }: { desk: PlaygroundDesk }) {
  const { take } = useStore(desk.subscribe, desk.getState);
  const tracks = useRef<HTMLCanvasElement>(null);
  const slider = useRef<HTMLDivElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const overview = useRef<HTMLDivElement>(null);
  const overviewWave = useRef<HTMLCanvasElement>(null);
  const overviewFrame = useRef<HTMLDivElement>(null);
  const [surface, setSurface] = useState<TimelineSurface>();

  useEffect(() => {
    if (!tracks.current || !slider.current || !playhead.current) return;
    if (!overview.current || !overviewWave.current || !overviewFrame.current) return;
    const drawn = new TimelineSurface(desk, {
      tracks: tracks.current,
      playhead: playhead.current,
      overview: overview.current,
      overviewWave: overviewWave.current,
      overviewFrame: overviewFrame.current,
    });
    const ends = [
      drawn.mount(),
      handleTrackPointers(slider.current, drawn, desk),
      handleOverviewPointers(overview.current, drawn),
      announcePlayhead(slider.current, desk),
    ];
    setSurface(drawn);
    return () => {
      for (const end of ends) end();
    };
  }, [desk]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (surface && handleTimelineKey(event, surface, desk)) event.preventDefault();
  };

  return (
    <section className="panel timeline" aria-label="Timeline" data-empty={take === undefined}>
      <Transport desk={desk} surface={surface} />
      <div
        ref={slider}
        className="tracks"
        role="slider"
        tabIndex={0}
        aria-label="Playhead"
        aria-describedby="playhead-keys"
        aria-valuemin={0}
        aria-valuemax={Math.round(take?.sound.durationMs ?? 0)}
        aria-valuenow={0}
        onKeyDown={onKeyDown}
      >
        <canvas ref={tracks} />
        <div ref={playhead} className="playhead" />
      </div>
      <div ref={overview} className="overview" aria-hidden="true">
        <canvas ref={overviewWave} />
        <div ref={overviewFrame} className="overview-frame" />
      </div>
      <p id="playhead-keys" className="soft keys">
        Drag, or: <kbd>←</kbd> <kbd>→</kbd> 10 ms, with <kbd>Shift</kbd> 100 ms · <kbd>↑</kbd> <kbd>↓</kbd> cue by cue ·{' '}
        <kbd>Space</kbd> play · <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom
      </p>
    </section>
  );
}

/** Says where the playhead is, in words; while it plays it keeps quiet. @returns ends it. */
function announcePlayhead(slider: HTMLElement, desk: PlaygroundDesk): () => void {
  let saidMs = -1;
  return desk.listenPlayhead(() => {
    const { playing, take, mouth } = desk.getState();
    const atMs = desk.playheadMs;
    if (!take || playing || atMs === saidMs) return;
    saidMs = atMs;
    slider.setAttribute('aria-valuenow', String(Math.round(atMs)));
    slider.setAttribute('aria-valuetext', `${formatTime(atMs)}, ${describeViseme(desk.getMoment()[mouth])}`);
  });
}
