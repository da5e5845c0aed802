import type { Caption } from '@lipwire/browser';
import { type ComponentProps, useEffect, useRef } from 'react';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';
import { useMascotCaptions } from './use-mascot-captions.js';

/** Props of {@link MascotCaptions}: those of an `ol`, and the names of the speakers. */
export interface MascotCaptionsProps extends ComponentProps<'ol'> {
  /** Put before what each says. Default `You` and `Mascot`. */
  readonly names?: Readonly<Record<Caption['speaker'], string>> | undefined;
}

const NAMES: Readonly<Record<Caption['speaker'], string>> = { user: 'You', mascot: 'Mascot' };

/**
 * What was said, the latest at the bottom; nothing before the first word. Style it: items have `data-speaker` and
 * `data-interrupted`, names have the class `speaker`.
 *
 * It is no live region: a screen reader would talk over the mascot, who says the same.
 */
export function MascotCaptions({ names = NAMES, ...props }: MascotCaptionsProps) {
  const captions = useMascotCaptions();
  const list = useRef<HTMLOListElement>(null);
  useBrowserLayoutEffect(() => scrollToEnd(list.current), [captions]);
  useEffect(() => {
    const onResize = () => scrollToEnd(list.current);
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  if (captions.length === 0) return null;
  return (
    <ol aria-label="Captions" {...props} ref={list}>
      {captions.map(({ id, speaker, text, interrupted }) => (
        <li key={id} data-speaker={speaker} data-interrupted={interrupted || undefined}>
          <span className="speaker">{names[speaker]}: </span>
          {text}
          {interrupted ? ' …' : ''}
        </li>
      ))}
    </ol>
  );
}

function scrollToEnd(list: HTMLElement | null): void {
  list?.scrollTo({ top: list.scrollHeight });
}
