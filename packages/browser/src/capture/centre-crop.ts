/** A rectangle of a picture, in its pixels. */
export interface CropRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest square around the middle of a picture of `width` times `height` pixels. */
export function centreCrop(width: number, height: number): CropRect {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
}
