import { LipwireClient } from '@lipwire/browser';
import misoUrl from '@lipwire/rig/mascots/miso.riv?url';
import { Rive, RuntimeLoader } from '@rive-app/canvas';
import riveWasmUrl from '@rive-app/canvas/rive.wasm?url';
import riveFallbackUrl from '@rive-app/canvas/rive_fallback.wasm?url';

/** Draws the mascot on a canvas; what comes back is its voice and its mouth. */
export function showMascot(canvas: HTMLCanvasElement): LipwireClient {
  // From our own server, not from a CDN.
  RuntimeLoader.setWasmUrl(riveWasmUrl);
  RuntimeLoader.setWasmFallbackUrl(riveFallbackUrl);

  const mascot = new LipwireClient({ naturalLipSync: true });
  mascot.start();
  const rive = new Rive({
    canvas,
    src: misoUrl,
    stateMachine: 'mascotStateMachine',
    autoBind: true,
    autoplay: true,
    onLoad: () => {
      rive.resizeDrawingSurfaceToCanvas();
      mascot.connectRive(rive);
    },
  });
  return mascot;
}
