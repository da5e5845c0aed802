import { MICROPHONE_WORKLET_SOURCE } from '../generated/microphone-worklet.js';
import { AudioUnlock } from '../playback/audio-unlock.js';
import { addWorkletModule } from '../worklet/add-worklet-module.js';
import type { PieceSink } from './piece-framer.js';

/** Options of {@link openMicrophonePipeline}. */
export interface MicrophonePipelineOptions {
  readonly workletUrl: string | undefined;
  /** As {@link PieceSink}: the samples are only lent for the call. */
  readonly onPiece: PieceSink;
  /** The browser lets the audio thread run, or has stopped it: it waits for a gesture, or for the end of a phone call. */
  readonly onRunning: (running: boolean) => void;
  /** The audio thread gave up; no more pieces will come. */
  readonly onError: (error: unknown) => void;
}

/** An open path from a device to pieces. */
export interface MicrophonePipeline {
  /** Ends it; safe to call twice. */
  close(): void;
}

/**
 * Connects a stream to the audio thread, where it is resampled and cut.
 *
 * The context keeps the rate that the browser chose, as Firefox refuses to connect a device to a context of another.
 *
 * @throws BrowserError as `addWorkletModule` does.
 */
export async function openMicrophonePipeline(
  stream: MediaStream,
  { workletUrl, onPiece, onRunning, onError }: MicrophonePipelineOptions,
): Promise<MicrophonePipeline> {
  const context = new AudioContext({ latencyHint: 'interactive' });
  let open = true;
  let unlock: AudioUnlock | undefined;
  const close = () => {
    if (!open) return;
    open = false;
    unlock?.close();
    // It rejects only for a context that is closed already.
    context.close().catch(() => {});
  };
  try {
    await addWorkletModule(context, { name: 'microphone', source: MICROPHONE_WORKLET_SOURCE, url: workletUrl });
    const node = new AudioWorkletNode(context, 'lipwire-microphone', { channelCount: 1, channelCountMode: 'explicit' });
    node.port.onmessage = ({ data }: MessageEvent<{ samples: Float32Array<ArrayBuffer>; level: number }>) => {
      if (!open) return;
      onPiece(data.samples, data.level);
      node.port.postMessage(data.samples, [data.samples.buffer]);
    };
    node.onprocessorerror = () => onError(new Error('The microphone worklet stopped.'));
    // Safari renders only what leads to the destination; the node's own output is silence.
    context.createMediaStreamSource(stream).connect(node).connect(context.destination);
    const tell = () => onRunning(context.state === 'running');
    unlock = new AudioUnlock(context, window, tell);
    tell();
    return { close };
  } catch (error) {
    close();
    throw error;
  }
}
