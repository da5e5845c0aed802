import { diagnose, mouthSource, STRATEGY_SENTENCES } from '@lipwire/browser/doctor';
import { useMascot } from '@lipwire/react';
import { useState } from 'react';
import type { MascotFileDesk } from '../../playground/mascot-file-desk';
import { useStore } from '../use-store';
import { FileButton } from './file-button';
import { MouthGallery } from './mouth-gallery';

/** What the mascot on the stage is driven by, and any .riv file in its place: the doctor. */
export function MascotPanel({ files, mascotUrl }: { files: MascotFileDesk; mascotUrl: string }) {
  const { mascot, report, problem } = useStore(files.subscribe, files.getState);
  const { error } = useMascot();
  const [isOpen, setOpen] = useState(false);
  const diagnosis = report && diagnose({ report, numbers: mascot?.numbers, likeSilence: [] });
  const trouble = problem ?? error?.message;
  return (
    <section className="panel doctor" aria-labelledby="doctor-title">
      <div className="row">
        <h2 id="doctor-title">The mascot: {mascot?.name ?? 'ours'}</h2>
        <span className="spacer" />
        {mascot && (
          <button type="button" className="chip" onClick={files.close}>
            Ours again
          </button>
        )}
        <FileButton
          label="Mascot file"
          accept=".riv"
          className="chip"
          title="A Rive file; or drop one anywhere"
          onFile={(file) => void files.openFile(file)}
        >
          Open .riv
        </FileButton>
      </div>
      {trouble && (
        <p key={trouble} ref={problem ? reveal : null} className="problem" role="alert">
          {trouble}
        </p>
      )}
      {report && (
        <dl className="doctor-facts">
          <dt>Mouth</dt>
          <dd>
            {report.strategy ? `${report.strategy}: ${STRATEGY_SENTENCES[report.strategy]}` : 'cannot be driven'}
            {report.alphabet && ` (${report.alphabet})`}
          </dd>
          <dt>Missing</dt>
          <dd>{report.missing.join(', ') || 'nothing'}</dd>
        </dl>
      )}
      {diagnosis?.remarks.map((remark) => (
        <p key={remark} className="remark">
          {remark}
        </p>
      ))}
      {diagnosis?.mouth && <pre>{`mouth={${mouthSource(diagnosis.mouth)}}`}</pre>}
      {report?.strategy && (
        <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>A picture of each mouth</summary>
          {isOpen && <MouthGallery key={mascot?.url} src={mascot?.url ?? mascotUrl} report={report} />}
        </details>
      )}
    </section>
  );
}

/** A file may be dropped where this panel is out of sight. */
function reveal(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
