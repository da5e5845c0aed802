import { SILENCE, type VisemeId } from '@lipwire/cues';
import type { PlaygroundDesk } from '../../playground/playground-desk';
import { visemeBackground, visemeExample, visemeName } from '../../playground/timeline/viseme-look';
import { useStore } from '../use-store';

/** What is at the playhead: the sound, its shape, and the shape that natural lip sync made. */
export function MomentLine({ desk }: { desk: PlaygroundDesk }) {
  const { phone, before, after } = useStore(desk.subscribeMoment, desk.getMoment);
  return (
    <dl className="moment">
      <div>
        <dt>Phone</dt>
        <dd className="moment-phone">{phone === 'pau' ? 'pause' : (phone ?? '–')}</dd>
      </div>
      <MomentViseme label="Heard" visemeId={before} />
      <MomentViseme label="Natural" visemeId={after} />
    </dl>
  );
}

function MomentViseme({ label, visemeId }: { label: string; visemeId: VisemeId }) {
  return (
    <div style={{ background: visemeBackground(visemeId) }}>
      <dt>{label}</dt>
      <dd>
        <strong>{visemeName(visemeId)}</strong>
        <span>
          {visemeId}
          {visemeId !== SILENCE && ` · ${visemeExample(visemeId)}`}
        </span>
      </dd>
    </div>
  );
}
