import type { ComponentProps, CSSProperties } from 'react';
import { useMascotContext } from './contexts.js';

/** Props of {@link MascotRive}: those of a canvas. */
export type MascotRiveProps = ComponentProps<'canvas'>;

const FILL: CSSProperties = { width: '100%', height: '100%' };

/**
 * Draws the mascot; fills its parent. In place of a mascot that cannot be drawn stands the reason.
 */
export function MascotRive({ style, ...props }: MascotRiveProps) {
  const { RiveComponent, error } = useMascotContext('MascotRive');
  if (error) return <div role="alert">{error.message}</div>;
  return <RiveComponent role="img" aria-label="Mascot" {...props} style={{ ...FILL, ...style }} />;
}
