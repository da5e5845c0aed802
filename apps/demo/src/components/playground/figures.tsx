import { useMemo } from 'react';
import { agreement, changesPerSecond, timelineOf } from '../../playground/figures';
import type { PlaygroundDesk, PlaygroundState } from '../../playground/playground-desk';
import { saveTimeline } from '../../playground/save-timeline';
import { DownloadIcon } from '../icons';
import { useStore } from '../use-store';

/** What was measured, and the cues as a file. */
export function Figures({ desk }: { desk: PlaygroundDesk }) {
  const { take, after, mouth } = useStore(desk.subscribe, desk.getState);
  const rows = useMemo(() => figuresOf(take, after), [take, after]);
  return (
    <section className="panel figures" aria-labelledby="figures-title">
      <div className="row panel-head">
        <h2 id="figures-title">Measured here</h2>
        <button
          type="button"
          className="chip"
          title={`A VisemeTimeline as JSON: the cues ${mouth === 'after' ? 'after natural lip sync' : 'as heard'}`}
          disabled={!take}
          onClick={() => take && saveTimeline(take.sound.name, timelineOf(desk.followed, take.sound.durationMs))}
        >
          <DownloadIcon />
          Download cues
        </button>
      </div>
      <dl>
        {rows.map(({ name, value, remark }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd className="soft">{remark}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly remark: string;
}

function figuresOf(take: PlaygroundState['take'], after: PlaygroundState['after']): readonly Figure[] {
  if (!take || !after) return [];
  const { sound, before } = take;
  const heard = timelineOf(before.visemes, sound.durationMs);
  const shaped = timelineOf(after.visemes, sound.durationMs);
  const changes = [heard, shaped].map((timeline) => changesPerSecond(timeline, heard.speechMs).toFixed(1));
  const right = agreement(heard, sound);
  return [
    {
      name: 'Shapes per second',
      value: `${changes[0]} → ${changes[1]}`,
      remark: `of speech: ${(heard.speechMs / 1000).toFixed(1)} s of ${(sound.durationMs / 1000).toFixed(1)} s`,
    },
    {
      name: 'Natural lip sync',
      value: `${after.processingMs < 0.095 ? after.processingMs.toFixed(3) : after.processingMs.toFixed(2)} ms`,
      remark: `for ${before.visemes.length} cues, mean of many runs; goal: below 1 ms`,
    },
    {
      name: 'Engine',
      value: `${before.engineMs.toFixed(before.engineMs < 10 ? 1 : 0)} ms`,
      remark: `in ${before.place === 'worker' ? 'a worker, there and back' : 'the page, as workers are forbidden'}`,
    },
    {
      name: 'Real-time factor',
      value: (before.engineMs / sound.durationMs).toFixed(4),
      remark: `${Math.round(sound.durationMs / Math.max(before.engineMs, 0.1))} times faster than speech`,
    },
    ...(right === undefined
      ? []
      : [
          {
            name: 'Right shape',
            value: `${Math.round(100 * right)} %`,
            remark: 'of the speech, as heard, against the phones of the voice',
          },
        ]),
  ];
}
