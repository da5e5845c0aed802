import type { Bounds, DrawCall, Drawing, DrawnGradient } from './drawing.js';
import { rounded } from './recorded-path.js';

/**
 * A drawing as an SVG picture.
 *
 * @param view what is seen of it, in artboard units.
 * @param id sets names apart when several pictures share a page.
 */
export function drawingSvg({ calls, clips }: Drawing, view: Bounds, id: string): string {
  const [left, top, right, bottom] = view;
  const seen = calls.filter(({ bounds }) => overlap(bounds, view));
  const clipName = (clip: number) => `url(#${id}c${clip})`;
  const used = new Set<number>();
  for (const { clip } of seen) for (let at = clip; at >= 0; at = clips[at]?.parent ?? -1) used.add(at);
  const clipPaths = [...used].map((index) => {
    const clip = clips[index];
    if (!clip) return '';
    const outer = clip.parent < 0 ? '' : ` clip-path="${clipName(clip.parent)}"`;
    const rule = clip.evenOdd ? ' clip-rule="evenodd"' : '';
    return `<clipPath id="${id}c${index}"${outer}><path d="${clip.path}"${rule}${moved(clip.transform)}/></clipPath>`;
  });
  const gradients: string[] = [];
  const steps = seen.map((call) => {
    const step = stepOf(call, (gradient) => {
      const name = `${id}g${gradients.length}`;
      gradients.push(gradientOf(gradient, name));
      return `url(#${name})`;
    });
    // A clip holds in the space of the artboard: on the path itself it would be moved with the path.
    return call.clip < 0 ? step : `<g clip-path="${clipName(call.clip)}">${step}</g>`;
  });
  const box = [left, top, right - left, bottom - top].map(rounded).join(' ');
  const defs = [...clipPaths, ...gradients].join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><defs>${defs}</defs>${steps.join('')}</svg>`;
}

/** Whether two boxes share an inner point. */
function overlap(a: Bounds, b: Bounds): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function stepOf(call: DrawCall, nameOf: (gradient: DrawnGradient) => string): string {
  const blend = call.blendMode === 'source-over' ? '' : ` style="mix-blend-mode:${attribute(call.blendMode)}"`;
  const shared = `${moved(call.transform)}${call.opacity < 1 ? ` opacity="${rounded(call.opacity)}"` : ''}${blend}`;
  if (call.kind === 'picture') {
    const { width = 1, height = 1, dataUrl = '' } = call.picture ?? {};
    return `<image width="${width}" height="${height}" href="${dataUrl}"${shared}/>`;
  }
  const paint = typeof call.paint === 'string' ? attribute(call.paint) : nameOf(call.paint);
  if (call.stroke) {
    const { width, cap, join } = call.stroke;
    const line = ` stroke-width="${rounded(width)}" stroke-linecap="${attribute(cap)}" stroke-linejoin="${attribute(join)}"`;
    return `<path d="${call.path}" fill="none" stroke="${paint}"${line}${shared}/>`;
  }
  return `<path d="${call.path}" fill="${paint}"${call.evenOdd ? ' fill-rule="evenodd"' : ''}${shared}/>`;
}

function gradientOf({ kind, geometry, stops }: DrawnGradient, name: string): string {
  const places = kind === 'linear' ? ['x1', 'y1', 'x2', 'y2'] : ['cx', 'cy', 'r'];
  const where = places.map((place, i) => `${place}="${rounded(geometry[i] ?? 0)}"`).join(' ');
  const colors = stops.map(([offset, color]) => `<stop offset="${rounded(offset)}" stop-color="${attribute(color)}"/>`);
  return `<${kind}Gradient id="${name}" gradientUnits="userSpaceOnUse" ${where}>${colors.join('')}</${kind}Gradient>`;
}

function moved(transform: readonly number[]): string {
  return ` transform="matrix(${transform.map((value) => Math.round(value * 10_000) / 10_000).join(' ')})"`;
}

function attribute(text: string): string {
  return text.replace(/[&<"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
