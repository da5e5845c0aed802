import { MascotRive, useLipwireClient } from '@lipwire/react';
import { type DragEvent, useEffect, useState } from 'react';
import type { MascotFileDesk } from '../../playground/mascot-file-desk';
import type { PlaygroundDesk } from '../../playground/playground-desk';
import { SiteNav } from '../site-nav';
import { CueTable } from './cue-table';
import { Figures } from './figures';
import { LipSyncPanel } from './lip-sync-panel';
import { MascotPanel } from './mascot-panel';
import { MomentLine } from './moment-line';
import { SAMPLE_TEXTS, SourceForm } from './source-form';
import { Timeline } from './timeline';
import { VisemeLegend } from './viseme-legend';

/** Props of {@link PlaygroundStage}. */
export interface PlaygroundStageProps {
  readonly desk: PlaygroundDesk;
  readonly files: MascotFileDesk;
  /** The page's own mascot. */
  readonly mascotUrl: string;
}

/** Everything on the page, and files that are dropped anywhere on it. */
export function PlaygroundStage({ desk, files, mascotUrl }: PlaygroundStageProps) {
  const client = useLipwireClient();
  const { stage } = client;
  const [isTarget, setTarget] = useState(false);
  useEffect(() => {
    const unmount = desk.mount(stage);
    // Something to look at from the start; silent, as nobody asked for sound.
    if (!desk.getState().take) void desk.speak({ text: SAMPLE_TEXTS[0], voice: 'slt' });
    return unmount;
  }, [desk, stage]);
  useEffect(
    () =>
      client.listen((event) => {
        if (event.type === 'rig') files.onReport(event.report);
      }),
    [client, files],
  );

  const isFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const onDragOver = (event: DragEvent) => {
    if (!isFile(event)) return;
    event.preventDefault();
    setTarget(true);
  };
  const onDrop = (event: DragEvent) => {
    if (!isFile(event)) return;
    event.preventDefault();
    setTarget(false);
    const file = event.dataTransfer.files[0];
    if (!file) return;
    if (/\.riv$/i.test(file.name)) void files.openFile(file);
    else void desk.openFile(file);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files on; the form has a button for the same.
    <div
      className="playground"
      data-target={isTarget}
      onDragOver={onDragOver}
      onDragLeave={(event) => event.currentTarget === event.target && setTarget(false)}
      onDrop={onDrop}
    >
      <header className="masthead">
        <SiteNav current="playground" />
      </header>
      <main className="playground-grid">
        <SourceForm desk={desk} />
        <section className="panel face" aria-label="Mouth">
          <div className="face-stage">
            <div className="disc" aria-hidden="true" />
            <div className="mascot">
              <MascotRive />
            </div>
          </div>
          <MomentLine desk={desk} />
        </section>
        <Timeline desk={desk} />
        <LipSyncPanel desk={desk} />
        <Figures desk={desk} />
        <VisemeLegend desk={desk} />
        <MascotPanel files={files} mascotUrl={mascotUrl} />
        <CueTable desk={desk} />
      </main>
    </div>
  );
}
