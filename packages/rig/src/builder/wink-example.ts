import { EASE, fired, isOn, linearGradient, RivFile } from './index.js';

/** The example of the README: a face that winks when it is told to, and smiles while `isHappy` is true. */
export function drawWinkingFace(): Uint8Array {
  const file = new RivFile('Face');
  const skin = file.viewModel.color('skin', '#ffcf5c');
  const isHappy = file.viewModel.boolean('isHappy');
  const wink = file.viewModel.trigger('wink');

  // Draw from back to front. Coordinates are those of the artboard.
  const artboard = file.artboard('Face', { width: 200, height: 200 });
  const shade = linearGradient(
    [0, 10],
    [0, 190],
    [
      [0, '#ffffff55'],
      [1, '#b0600055'],
    ],
  );
  artboard.shape('head').ellipse({ x: 100, y: 100, width: 180, height: 180 }).fill(skin).fill(shade);
  artboard.shape('left eye').ellipse({ x: 68, y: 85, width: 18, height: 26 }).fill('#3a2418');
  const rightEye = artboard.shape('right eye', { at: [132, 85] });
  rightEye.ellipse({ x: 0, y: 0, width: 18, height: 26 }).fill('#3a2418');
  const mouth = artboard.shape('mouth');
  const [, middle] = mouth.points(
    [
      { x: 65, y: 130 },
      { x: 100, y: 132, rotation: 0, distance: 20 },
      { x: 135, y: 130 },
    ],
    { closed: false },
  );
  mouth.stroke('#3a2418', { width: 7 });

  // Animate: times in milliseconds, poses hold still, a rest pose is as drawn.
  const winking = artboard.animation('winking', { durationMs: 300 });
  winking.track(rightEye, 'scaleY', [
    [0, 1, EASE.out],
    [100, 0.1, EASE.inOut],
    [300, 1],
  ]);
  const waiting = artboard.restPose('waiting', [winking]);
  const happy = artboard.pose('happy').set(middle, { y: 156, distance: 30 });
  const calm = artboard.restPose('calm', [happy]);

  // Wire: layers run side by side, each owns what it animates.
  const machine = artboard.stateMachine('State Machine 1');
  const eye = machine.layer('eye');
  const open = eye.start(eye.play(waiting));
  open.to(eye.play(winking).to(open, { afterPercent: 100 }), { when: [fired(wink)] });
  const smile = machine.layer('smile');
  const serious = smile.start(smile.play(calm));
  serious.to(smile.play(happy), { when: [isOn(isHappy)], overMs: 200 });

  return file.toBytes();
}
