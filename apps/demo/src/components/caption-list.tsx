import { MascotCaptions, useMascotCaptions } from '@lipwire/react';

/** What was said, the latest at the bottom; before the first call, how to begin. */
export function CaptionList({ isIdle }: { isIdle: boolean }) {
  const isEmpty = useMascotCaptions().length === 0;
  // They scroll, and not everybody has a wheel.
  if (!isEmpty || !isIdle) return <MascotCaptions className="captions" tabIndex={0} />;
  return (
    <div className="invitation">
      <h1>Say hello.</h1>
      <p>Start a call and talk, or type. You can interrupt at any time.</p>
    </div>
  );
}
