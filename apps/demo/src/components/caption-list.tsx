import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Captions } from '../call/captions';
import { useStore } from './use-store';

/** What was said, the latest at the bottom. */
export function CaptionList({ captions, isIdle }: { captions: Captions; isIdle: boolean }) {
  const list = useStore(captions.subscribe, captions.get);
  const box = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new word moves the list to its end.
  useLayoutEffect(() => {
    scrollToEnd(box.current);
  }, [list]);
  useEffect(() => {
    const onResize = () => scrollToEnd(box.current);
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);

  if (list.length === 0) {
    return isIdle ? (
      <div className="invitation">
        <h1>Say hello.</h1>
        <p>Start a call and talk, or type. You can interrupt at any time.</p>
      </div>
    ) : null;
  }
  // Not a live region: a screen reader would talk over the mascot, who says the same.
  return (
    <ol ref={box} className="captions" aria-label="Captions" tabIndex={-1}>
      {list.map(({ id, speaker, text, interrupted }) => (
        <li key={id} data-speaker={speaker}>
          <span className="speaker">{speaker === 'user' ? 'You' : 'Mascot'}: </span>
          {text}
          {interrupted ? ' …' : ''}
        </li>
      ))}
    </ol>
  );
}

function scrollToEnd(box: HTMLElement | null): void {
  box?.scrollTo({ top: box.scrollHeight });
}
