import { Camera, Microphone } from '@lipwire/browser';
import { isInCall, LiveCall } from './live-call';
import { fetchSignedSession } from './signed-session';

/** A call and the devices that feed it: what one page has one of. */
export class CallDesk {
  readonly call: LiveCall;
  readonly microphone: Microphone;
  readonly camera: Camera;

  /** @param mascot who is called. */
  constructor(mascot: string) {
    const call = new LiveCall({ fetchSession: (handle) => fetchSignedSession(mascot, handle) });
    this.call = call;
    this.microphone = new Microphone({
      workletUrl: '/lipwire/microphone.worklet.js',
      onPiece: ({ pcm16Base64 }) => call.sendSpeech(pcm16Base64),
      onPause: () => call.endSpeech(),
    });
    this.camera = new Camera({
      workerUrl: '/lipwire/frame-encoder.worker.js',
      onFrame: (jpegBase64) => call.sendFrame(jpegBase64),
    });
  }

  /** Keeps a token at hand while the page is there; returns the function that ends everything. */
  readonly mount = (): (() => void) => {
    const unmountTokens = this.call.tokens.mount();
    // Devices go off with the call, however it ended.
    const unsubscribe = this.call.subscribe(() => {
      if (!isInCall(this.call.getState())) this.#releaseDevices();
    });
    return () => {
      this.call.end();
      unsubscribe();
      unmountTokens();
      this.#releaseDevices();
    };
  };

  /** Calls, and asks for the microphone meanwhile; without one the user can still type. @returns as `LiveCall.start`. */
  readonly start = (): Promise<boolean> => {
    void this.microphone.start();
    return this.call.start();
  };

  readonly end = (): void => this.call.end();

  /** Mutes or unmutes; tries again where the microphone could not be opened. */
  readonly toggleMicrophone = (): void => {
    const state = this.microphone.getState();
    if (state.status === 'failed' || state.status === 'off') void this.microphone.start();
    else this.microphone.setMuted(!state.muted);
  };

  readonly toggleCamera = (): void => {
    const { status } = this.camera.getState();
    if (status === 'on' || status === 'starting') this.camera.stop();
    else void this.camera.start();
  };

  #releaseDevices(): void {
    this.microphone.stop();
    this.camera.stop();
  }
}
