import { MICROPHONE_WORKLET_SOURCE } from '../generated/microphone-worklet.js';
import { addWorkletModule } from '../worklet/add-worklet-module.js';
import type { PieceSink } from './piece-framer.js';

/** Options of {@link openMicrophonePipeline}. */
export interface MicrophonePipelineOptions {
  readonly workletUrl: string | undefined;
  /** As {@link PieceSink}: the samples are only lent for the call. */
  readonly onPiece: PieceSink;
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
  { workletUrl, onPiece, onError }: MicrophonePipelineOptions,
): Promise<MicrophonePipeline> {
  const context = new AudioContext({ latencyHint: 'interactive' });
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    context.onstatechange = null;
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
    // iOS suspends contexts for a phone call or another app and does not resume them.
    context.onstatechange = () => resume(context);
    resume(context);
    return { close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Not awaited: before the first gesture on a page the promise stays open until there is one. */
function resume(context: AudioContext): void {
  if (context.state !== 'running' && context.state !== 'closed') context.resume().catch(() => {});
}
