import type { AnimationBuilder } from '../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../builder/authoring/artboard.js';
import { fired, isOff, isOn } from '../builder/authoring/condition.js';
import type { StateMachineBuilder } from '../builder/authoring/state-machine.js';
import { completeAnimations } from './complete-animations.js';
import type { MascotAnimations } from './mascot-animations.js';
import type { MascotProperties } from './mascot-file.js';

/** Uneven, so that no rhythm shows; after the third pause it blinks twice. 21 s in all. */
const PAUSES_MS = [1_400, 3_300, 3_900, 110, 3_600, 2_100, 4_600];
const OPEN_MS = 1_000;

/**
 * Adds the layer of the lids. By itself it goes round a ring of pauses and blinks, all made of the same two animations:
 * how fast the still one is played is how long the pause is. While `blinksItself` is false it waits for `blink`.
 */
export function addBlinking(
  artboard: ArtboardBuilder,
  machine: StateMachineBuilder,
  { blink, blinkPausesMs = PAUSES_MS }: Pick<MascotAnimations, 'blink' | 'blinkPausesMs'>,
  { blink: asked, blinksItself }: Pick<MascotProperties, 'blink' | 'blinksItself'>,
): void {
  const layer = machine.layer('blink');
  const open: AnimationBuilder = artboard.animation('eyes open', { durationMs: OPEN_MS });
  completeAnimations([open], [blink]);
  const pauses = blinkPausesMs.map((ms) => layer.play(open, { speed: OPEN_MS / ms }));
  const waiting = layer.play(open);
  for (const [i, pause] of pauses.entries()) {
    const shut = layer.play(blink).to(pauses[(i + 1) % pauses.length] ?? pause, { afterPercent: 100 });
    pause.to(waiting, { when: [isOff(blinksItself)] }).to(shut, { when: [fired(asked)] });
    pause.to(shut, { afterPercent: 100 });
    if (i === 0) layer.start(pause);
  }
  const once = layer.play(blink).to(waiting, { afterPercent: 100 });
  waiting.to(once, { when: [fired(asked)] });
  for (const first of pauses.slice(0, 1)) waiting.to(first, { when: [isOn(blinksItself)] });
}
