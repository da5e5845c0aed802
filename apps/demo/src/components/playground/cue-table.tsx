import { useDeferredValue, useState } from 'react';
import type { PlaygroundDesk } from '../../playground/playground-desk';
import { blocksOfVisemes } from '../../playground/timeline/track-blocks';
import { visemeBackground, visemeExample, visemeName } from '../../playground/timeline/viseme-look';
import { useStore } from '../use-store';

/** The cues that the mouth follows in words, for those who cannot see the tracks, or want the numbers. */
export function CueTable({ desk }: { desk: PlaygroundDesk }) {
  const { mouth } = useStore(desk.subscribe, desk.getState);
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="panel cue-table">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>Cues as a table ({mouth === 'after' ? 'after natural lip sync' : 'as heard'})</summary>
        {/* A sound of minutes has thousands of rows: they are made when somebody wants to see them. */}
        {isOpen && <Rows desk={desk} />}
      </details>
    </section>
  );
}

function Rows({ desk }: { desk: PlaygroundDesk }) {
  const state = useStore(desk.subscribe, desk.getState);
  // Sliders do not wait for the table.
  const { take, after, mouth } = useDeferredValue(state);
  const visemes = (mouth === 'after' ? after?.visemes : take?.before.visemes) ?? [];
  return (
    <div className="table-frame">
      <table>
        <caption className="hidden">
          {take?.sound.name}, {mouth === 'after' ? 'after natural lip sync' : 'as heard'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Length</th>
            <th scope="col">Viseme</th>
            <th scope="col">Sounds</th>
            <th scope="col">Example</th>
          </tr>
        </thead>
        <tbody>
          {blocksOfVisemes(visemes, take?.sound.durationMs ?? 0).map(({ startMs, endMs, visemeId }) => (
            <tr key={startMs}>
              <td>
                <button type="button" className="chip" onClick={() => desk.seek(startMs)}>
                  {(startMs / 1000).toFixed(2)} s
                </button>
              </td>
              <td>{Math.round(endMs - startMs)} ms</td>
              <td>
                <span className="swatch" style={{ background: visemeBackground(visemeId) }} />
                {visemeId}
              </td>
              <td>{visemeName(visemeId)}</td>
              <td>{visemeExample(visemeId)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
