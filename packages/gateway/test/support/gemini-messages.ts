/** A server message with one audio part for each piece. */
export function audioMessage(pieces: readonly Uint8Array[], mimeType = 'audio/pcm;rate=24000') {
  return {
    serverContent: {
      modelTurn: {
        parts: pieces.map((piece) => ({ inlineData: { mimeType, data: Buffer.from(piece).toString('base64') } })),
      },
    },
  };
}

/** Zeros: `durationMs` of PCM16. */
export function silence(durationMs: number, sampleRateHz = 24_000): Uint8Array {
  return new Uint8Array(2 * Math.round((durationMs * sampleRateHz) / 1000));
}

/** As the service sends it: two spaces, newline at the end. */
export function pretty(message: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(message, null, 2)}\n`);
}
