import { encodeBase64, encodePcm16 } from '@lipwire/providers';

/** A tone of this length at 24 kHz; its first sample is not silence. */
export function tone(durationMs: number, hz = 220): Float32Array {
  return Float32Array.from({ length: durationMs * 24 }, (_, i) => 0.4 * Math.cos((2 * Math.PI * hz * i) / 24_000));
}

let nextId = 3000;

/** A server message with speech and cues, as the gateway sends it. */
export function speech(
  samples: Float32Array,
  visemes: { visemeId: number; offset: number }[] = [],
  serverContent: Record<string, unknown> = {},
) {
  const data = encodeBase64(encodePcm16(samples));
  return {
    serverContent: {
      modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data } }] },
      ...serverContent,
    },
    mascotVisemes: {
      visemes,
      audio_event_id: ++nextId,
      subchunk_id: 1,
      total_chunks: 1,
      audio_duration: samples.length / 24,
    },
  };
}

/** A server message that ends something, with the cues that were left. */
export function ending(serverContent: Record<string, boolean>, visemes: { visemeId: number; offset: number }[] = []) {
  const field = { visemes, audio_event_id: nextId, subchunk_id: 1, total_chunks: 0, audio_duration: 0 };
  return visemes.length > 0 ? { serverContent, mascotVisemes: field } : { serverContent };
}
