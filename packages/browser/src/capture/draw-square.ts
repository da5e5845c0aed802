import { centreCrop } from './centre-crop.js';
import type { Picture } from './frame-source.js';

/** What is asked of a canvas, on either side of the threads. */
type Pen = Pick<CanvasRenderingContext2D, 'drawImage'>;

/** Draws the middle square of a picture as large as the canvas, and closes the picture. */
export function drawSquare(pen: Pen, picture: Picture, sizePx: number): void {
  // As shown: cameras may turn their pictures, or have pixels that are not square.
  const [width, height] =
    'displayWidth' in picture ? [picture.displayWidth, picture.displayHeight] : [picture.width, picture.height];
  const square = centreCrop(width, height);
  pen.drawImage(picture, square.x, square.y, square.width, square.height, 0, 0, sizePx, sizePx);
  picture.close();
}
