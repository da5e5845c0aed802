import { MascotClient, MascotProvider, useLipwireClient, useMascot } from '@lipwire/react';
import { useEffect } from 'react';
import { Call } from './call.js';

/** What the mascot's file was told to show, and the media time that was heard then. */
export type Shown = readonly [what: string, playheadMs: number];

declare global {
  interface Window {
    shown: Shown[];
  }
}

/** The app of the guide, with a witness that reads the view model of the mascot's file. */
export default function Page() {
  return (
    <MascotProvider>
      <MascotClient src="/lipwire/miso.riv">
        <Call />
        <Witness />
      </MascotClient>
    </MascotProvider>
  );
}

function Witness() {
  const client = useLipwireClient();
  const { rive } = useMascot();
  useEffect(() => {
    const file = rive?.viewModelInstance;
    const expression = file?.enum('expression');
    const nod = file?.trigger('gestureNod');
    if (!expression || !nod) return;
    window.shown = [];
    let last = expression.value;
    const note = (what: string) => window.shown.push([what, client.playheadMs]);
    const onNod = () => note('nod');
    nod.on(onNod);
    const stop = client.listenFrames(() => {
      if (expression.value !== last) note(expression.value);
      last = expression.value;
    });
    return () => {
      stop();
      nod.off(onNod);
    };
  }, [client, rive]);
  return null;
}
