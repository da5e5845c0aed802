import { VISEME_COUNT } from '@lipwire/cues';
import { Alignment, Fit, MascotClient, MascotRive, type RigReport, useLipwireClient, useMascot } from '@lipwire/react';
import { useEffect, useRef, useState } from 'react';
import { MouthParade } from '../../playground/mouth-parade';
import { visemeName } from '../../playground/timeline/viseme-look';

/** A picture of each mouth, taken of a mascot of its own. Give it a `key`: it starts once. */
export function MouthGallery({ src, report }: { src: string; report: RigReport }) {
  return (
    <MascotClient src={src} layout={{ fit: Fit.Contain, alignment: Alignment.BottomCenter }}>
      <Pictures report={report} />
    </MascotClient>
  );
}

function Pictures({ report }: { report: RigReport }) {
  const client = useLipwireClient();
  const { rive } = useMascot();
  const model = useRef<HTMLDivElement>(null);
  const [isDone, setDone] = useState(false);
  const pictures = useRef<(HTMLCanvasElement | null)[]>([]);
  useEffect(() => {
    if (!rive) return;
    const parade = new MouthParade();
    // Nothing else is to move in the pictures.
    client.configure({ reducedMotion: true });
    const leave = client.stage.add(parade);
    client.stage.setSpeaking(parade, true);
    // The canvas shows the frame before the one that is being computed.
    const onAdvance = () => {
      const canvas = model.current?.querySelector('canvas');
      const shown = canvas ? parade.onDrawn() : undefined;
      const picture = shown === undefined ? null : pictures.current[shown];
      if (!canvas || !picture) return;
      picture.width = canvas.width;
      picture.height = canvas.height;
      picture.getContext('2d')?.drawImage(canvas, 0, 0);
      picture.dataset.taken = 'true';
      if (shown === VISEME_COUNT - 1) setDone(true);
      client.stage.wake();
    };
    rive.on('advance' as never, onAdvance);
    client.stage.wake();
    return () => {
      rive.off('advance' as never, onAdvance);
      leave();
    };
  }, [client, rive]);

  return (
    <ol className="gallery">
      {/* Rive draws only what is seen. Hidden, not gone: what drives it goes with the whole gallery. */}
      <li className="gallery-model" hidden={isDone}>
        <div ref={model}>
          <MascotRive aria-label="Mascot that makes one mouth after the other" />
        </div>
      </li>
      {report.shapes.map(({ visemeId, shape, insteadOf }) => (
        <li key={visemeId} data-stand-in={insteadOf !== undefined}>
          <canvas
            ref={(canvas) => {
              pictures.current[visemeId] = canvas;
            }}
          />
          <p>
            <strong>
              {visemeId} {visemeName(visemeId)}
            </strong>
            <span>{shape ?? 'rest'}</span>
            {insteadOf !== undefined && <em>instead of {insteadOf}</em>}
          </p>
        </li>
      ))}
    </ol>
  );
}
