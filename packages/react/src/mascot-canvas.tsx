import type { ComponentProps, CSSProperties } from 'react';
import { useMascotContext } from './contexts.js';
import type { RiveState } from './rive-runtime.js';

/** Where `useRive()` wants to know what is drawn on, and what is around it. */
export type MascotCanvasRefs = Pick<RiveState, 'setCanvasRef' | 'setContainerRef'>;

/** Rive gives it the size of what is around it. */
const CANVAS: CSSProperties = { verticalAlign: 'top', width: 0, height: 0 };

/**
 * As Rive's own component, with a new canvas for each file: `useRive()` makes a new Rive for a new canvas alone. What is
 * around it stays: that is what Rive watches for its size.
 */
export function MascotCanvas({
  setCanvasRef,
  setContainerRef,
  className = '',
  style,
  ...props
}: ComponentProps<'canvas'> & MascotCanvasRefs) {
  const { generation } = useMascotContext('RiveComponent');
  const fill = className === '' ? { style: { width: '100%', height: '100%', ...style } } : { className };
  return (
    <div ref={setContainerRef} {...fill}>
      <canvas key={generation} ref={setCanvasRef} style={CANVAS} {...props} />
    </div>
  );
}
