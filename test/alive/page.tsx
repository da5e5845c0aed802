import { MascotClient, MascotProvider, useMascot } from '@lipwire/react';
import { useEffect } from 'react';
import { Call } from '../tools/call.js';

declare global {
  interface Window {
    /** What the mascot's file is told now, -100 to 100. */
    motion(name: 'gazeX' | 'headX' | 'emphasis'): number;
    /** The most that it was told of stress. */
    mostEmphasis: number;
    blinks: number;
  }
}

/** A call with a witness that reads the view model of the mascot's file. */
export default function Page() {
  return (
    <MascotProvider>
      <MascotClient src="/lipwire/miso.riv" expressiveness="lively">
        <Call />
        <Witness />
      </MascotClient>
    </MascotProvider>
  );
}

function Witness() {
  const { rive } = useMascot();
  useEffect(() => {
    const file = rive?.viewModelInstance;
    const blink = file?.trigger('blink');
    if (!file || !blink) return;
    window.blinks = 0;
    window.mostEmphasis = 0;
    window.motion = (name) => file.number(name)?.value ?? Number.NaN;
    const onBlink = () => {
      window.blinks++;
    };
    blink.on(onBlink);
    const timer = setInterval(() => {
      window.mostEmphasis = Math.max(window.mostEmphasis, window.motion('emphasis'));
    }, 15);
    return () => {
      blink.off(onBlink);
      clearInterval(timer);
    };
  }, [rive]);
  return null;
}
