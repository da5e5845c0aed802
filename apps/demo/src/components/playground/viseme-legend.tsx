import { VISEMES } from '@lipwire/cues';
import type { PlaygroundDesk } from '../../playground/playground-desk';
import { visemeBackground, visemeName } from '../../playground/timeline/viseme-look';

/** All 22 shapes with colour, id and example; the mascot makes the one that is pointed at. */
export function VisemeLegend({ desk }: { desk: PlaygroundDesk }) {
  return (
    <section className="panel legend" aria-labelledby="legend-title">
      <h2 id="legend-title">The 22 visemes</h2>
      <p className="soft">Point at one, or move there by keyboard: the mascot makes it.</p>
      <ul onPointerLeave={() => desk.showShape(undefined)}>
        {VISEMES.map(({ id, example }) => (
          <li key={id}>
            <button
              type="button"
              style={{ background: visemeBackground(id) }}
              onPointerEnter={() => desk.showShape(id)}
              onFocus={() => desk.showShape(id)}
              onBlur={() => desk.showShape(undefined)}
            >
              <span className="legend-id">{id}</span>
              <strong>{visemeName(id)}</strong>
              <span>{example}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
