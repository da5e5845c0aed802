/** A picture that can be handed to another thread. Whoever has it closes it. */
export type Picture = VideoFrame | ImageBitmap;

/** Where pictures of a stream come from. */
export interface FrameSource {
  /** What the camera sees now; `undefined` if that is nothing, or nothing new since the last time. */
  take(): Promise<Picture | undefined>;
  /** Forgets the stream; safe to call twice. */
  close(): void;
}

/** How long to wait for a new picture, in milliseconds: a camera gives at least five a second. */
const WAIT_MS = 500;

/**
 * Looks at the pictures of a track.
 *
 * Chromium gives them directly; nothing is decoded or drawn for those that nobody takes, and hidden pages get them, too.
 * Elsewhere a video element that is on no page shows the stream.
 */
export function openFrameSource(stream: MediaStream): FrameSource {
  const [track] = stream.getVideoTracks();
  const { MediaStreamTrackProcessor: Processor } = globalThis as { MediaStreamTrackProcessor?: TrackProcessor };
  return Processor && track ? trackSource(new Processor({ track, maxBufferSize: 1 })) : videoSource(stream);
}

/** Chromium's, on the main thread; the standard has it in workers only (MediaStreamTrack Insertable Media Processing). */
type TrackProcessor = new (init: {
  track: MediaStreamTrack;
  maxBufferSize: number;
}) => { readonly readable: ReadableStream<VideoFrame> };

function trackSource({ readable }: InstanceType<TrackProcessor>): FrameSource {
  const reader = readable.getReader();
  // With a buffer of one, a picture that is read is the newest; where there is none since the last, it is waited for.
  let reading: Promise<VideoFrame | undefined> | undefined;
  return {
    async take() {
      reading ??= reader.read().then(({ value }) => value);
      const picture = await Promise.race([reading, nothingAfter(WAIT_MS)]);
      if (picture) reading = undefined;
      return picture;
    },
    close() {
      reading?.then((picture) => picture?.close()).catch(() => {});
      // It rejects only for a stream that failed, and is over anyhow.
      reader.cancel().catch(() => {});
    },
  };
}

function nothingAfter(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}

function videoSource(stream: MediaStream): FrameSource {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  // Rejects when the stream ends first, and then there is nothing to take.
  video.play().catch(() => {});
  let taken = 0;
  return {
    async take() {
      if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return undefined;
      // A camera that is stuck shows the same picture for ever; a hidden page may not count its pictures.
      const { totalVideoFrames } = video.getVideoPlaybackQuality();
      if (totalVideoFrames === taken && taken > 0 && document.visibilityState === 'visible') return undefined;
      taken = totalVideoFrames;
      // A handle of the picture where there is such a thing, a copy of it elsewhere.
      return 'VideoFrame' in globalThis ? new VideoFrame(video) : createImageBitmap(video);
    },
    close() {
      video.srcObject = null;
    },
  };
}
