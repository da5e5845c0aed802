import type { Microphone } from '@lipwire/browser';
import { useEffect, useRef } from 'react';

/** How much of the way to a lower level the ring goes in one frame of 1/60 s; it rises at once. */
const FALL = 0.12;

/** A ring that swells with the user's voice. It moves with every frame, and React does not hear of it. */
export function LevelMeter({ microphone }: { microphone: Microphone }) {
  const ring = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shown = 0;
    let frame = 0;
    const draw = () => {
      // Speech is around 0.05 to 0.3 RMS; the root makes quiet speech visible.
      const level = Math.min(1, Math.sqrt(microphone.level) * 1.6);
      shown = level > shown ? level : shown + (level - shown) * FALL;
      ring.current?.style.setProperty('--level', shown.toFixed(3));
      frame = requestAnimationFrame(draw);
    };
    const follow = () => {
      cancelAnimationFrame(frame);
      if (microphone.getState().status === 'on') draw();
      else ring.current?.style.setProperty('--level', '0');
    };
    follow();
    const unsubscribe = microphone.subscribe(follow);
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [microphone]);
  return <span ref={ring} className="level" aria-hidden="true" />;
}
