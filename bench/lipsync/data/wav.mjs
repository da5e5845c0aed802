const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;

/** How one sample is read, by its format and bits. */
const READERS = {
  [`${PCM}/8`]: (view, at) => (view.getUint8(at) - 128) / 2 ** 7,
  [`${PCM}/16`]: (view, at) => view.getInt16(at, true) / 2 ** 15,
  [`${PCM}/24`]: (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 2 ** 23,
  [`${PCM}/32`]: (view, at) => view.getInt32(at, true) / 2 ** 31,
  [`${FLOAT}/32`]: (view, at) => view.getFloat32(at, true),
};

/**
 * Reads WAV: PCM of 8 to 32 bits or 32-bit float; several channels are averaged.
 *
 * @param {Uint8Array} bytes
 * @returns {{ samples: Float32Array, sampleRateHz: number }} samples -1 to 1.
 */
export function decodeWav(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let read;
  let [channels, bytesPerSample, sampleRateHz] = [0, 0, 0];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = String.fromCharCode(...bytes.subarray(at, at + 4));
    // Programs that write to a pipe leave sizes that are too large.
    const size = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8);
    if (id === 'fmt ') {
      const bits = view.getUint16(at + 22, true);
      const tag = view.getUint16(at + 8, true);
      const format = tag === EXTENSIBLE ? view.getUint16(at + 32, true) : tag;
      read = READERS[`${format}/${bits}`];
      if (!read) throw new Error(`it is WAV of format ${format} with ${bits} bits, not PCM or 32-bit float`);
      [channels, bytesPerSample, sampleRateHz] = [
        view.getUint16(at + 10, true),
        bits / 8,
        view.getUint32(at + 12, true),
      ];
    }
    if (id === 'data') {
      if (!read) throw new Error('its sound comes before its format');
      const samples = new Float32Array(Math.floor(size / (bytesPerSample * channels)));
      for (let i = 0; i < samples.length; i++) {
        let sum = 0;
        for (let c = 0; c < channels; c++) sum += read(view, at + 8 + (i * channels + c) * bytesPerSample);
        samples[i] = sum / channels;
      }
      return { samples, sampleRateHz };
    }
    at += 8 + size + (size & 1);
  }
  throw new Error('it has no sound in it');
}

/**
 * Writes 16-bit mono PCM.
 *
 * @param {Float32Array | Int16Array} samples -1 to 1, or 16-bit.
 * @param {number} sampleRateHz
 */
export function encodeWav(samples, sampleRateHz) {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(PCM, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRateHz, 24);
  bytes.writeUInt32LE(2 * sampleRateHz, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * samples.length, 40);
  const scale = samples instanceof Int16Array ? 1 : 2 ** 15;
  for (const [i, value] of samples.entries()) {
    bytes.writeInt16LE(Math.max(-32768, Math.min(32767, Math.round(value * scale))), 44 + 2 * i);
  }
  return bytes;
}
