import { Camera, Microphone, type MicrophonePiece } from '../src/index.js';
import { AudioUnlock } from '../src/playback/audio-unlock.js';

/** Ten times as fast as the wall. */
const fastClock = {
  nowMs: () => Date.now(),
  after: (delayMs: number, callback: () => void) => {
    const timer = setTimeout(callback, delayMs / 10);
    return () => clearTimeout(timer);
  },
};

/** What the test calls in the page. */
class CapturePage {
  readonly pieces: MicrophonePiece[] = [];
  pauses = 0;
  readonly frames: string[] = [];
  /** Every track that the page was ever given. */
  readonly tracks: MediaStreamTrack[] = [];
  microphone = this.#newMicrophone();
  camera: Camera | undefined;
  #paint = () => {};

  constructor() {
    const media = navigator.mediaDevices as MediaDevices | undefined;
    if (!media) return;
    const { getUserMedia } = media;
    media.getUserMedia = async (constraints) => {
      const stream = await getUserMedia.call(media, constraints);
      this.tracks.push(...stream.getTracks());
      return stream;
    };
  }

  #newMicrophone(workletUrl?: string): Microphone {
    return new Microphone({
      workletUrl,
      onPiece: (piece) => this.pieces.push(piece),
      onPause: () => this.pauses++,
    });
  }

  /** A microphone whose code comes from a file. */
  serveWorklet(url: string): void {
    this.microphone = this.#newMicrophone(url);
  }

  newCamera(workerUrl?: string): void {
    this.camera = new Camera({
      workerUrl,
      clock: fastClock,
      onFrame: (jpeg) => {
        this.frames.push(jpeg);
      },
    });
  }

  /** Replaces the camera by a canvas: its middle square is green, what is beside or above and below it is not. */
  paintCamera(width: number, height: number): void {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    const side = Math.min(width, height);
    let count = 0;
    this.#paint = () => {
      pen.fillStyle = '#f00';
      pen.fillRect(0, 0, width, height);
      // Pictures that differ, if only by a little.
      pen.fillStyle = count++ % 2 ? '#0f0' : '#0e0';
      pen.fillRect((width - side) / 2, (height - side) / 2, side, side);
    };
    this.#paint();
    const timer = setInterval(() => this.#paint(), 50);
    this.freeze = () => clearInterval(timer);
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(20);
  }

  /** The camera shows the same picture from now on. */
  freeze = () => {};

  /** Size, and colours from corner to corner, of a JPEG. */
  async look(jpegBase64: string) {
    const bytes = Uint8Array.from(atob(jpegBase64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.drawImage(bitmap, 0, 0);
    const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
    let green = 0;
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at] as number) < 60 && (data[at + 1] as number) > 180 && (data[at + 2] as number) < 60) green++;
    }
    return { width: bitmap.width, height: bitmap.height, green: green / (bitmap.width * bitmap.height) };
  }

  /** The device of a track goes away: nobody can pull a plug from here. */
  unplug(): void {
    const track = this.tracks.at(-1);
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
  }

  /** Sound as a page has it that nobody has touched. It says on the console how it is: to be asked would be a gesture. */
  openSound(): void {
    const context = new AudioContext();
    const say = () => console.info(`sound is ${context.state}`);
    new AudioUnlock(context, window, say);
    setTimeout(say, 300);
  }
}

declare global {
  var capturePage: CapturePage;
}
globalThis.capturePage = new CapturePage();
