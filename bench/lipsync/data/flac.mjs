import { createHash } from 'node:crypto';
import { BitReader } from './bit-reader.mjs';

/**
 * Reads FLAC (RFC 9639), so that nobody has to install a decoder; several channels are averaged.
 *
 * The file's own MD5 of the sound is checked: what comes out is what went in, or an error.
 *
 * @param {Uint8Array} bytes
 * @returns {{ samples: Float32Array, sampleRateHz: number }} samples -1 to 1.
 */
export function decodeFlac(bytes) {
  const info = readStreamInfo(bytes);
  const bits = new BitReader(bytes, info.audioStart);
  const channels = Array.from({ length: info.channels }, () => []);
  while (bits.hasMore()) {
    for (const [i, block] of readFrame(bits, info).entries()) channels[i]?.push(block);
  }
  const decoded = channels.map(joined);
  checkMd5(decoded, info);
  const samples = new Float32Array(decoded[0].length);
  const scale = 1 / (decoded.length * 2 ** (info.bitsPerSample - 1));
  for (const channel of decoded) for (let i = 0; i < samples.length; i++) samples[i] += channel[i] * scale;
  return { samples, sampleRateHz: info.sampleRateHz };
}

/** Metadata blocks; the first says what the sound is (RFC 9639, section 8.2). */
function readStreamInfo(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 4;
  for (let last = false; !last; ) {
    last = view.getUint8(at) >= 0x80;
    at += 4 + (view.getUint32(at) & 0xffffff);
  }
  const packed = view.getUint32(18);
  return {
    audioStart: at,
    sampleRateHz: packed >>> 12,
    channels: ((packed >>> 9) & 7) + 1,
    bitsPerSample: ((packed >>> 4) & 31) + 1,
    md5: Buffer.from(bytes.subarray(26, 42)).toString('hex'),
  };
}

/** One block of each channel (section 9). */
function readFrame(bits, { bitsPerSample }) {
  if (bits.read(14) !== 0x3ffe) throw new Error('a FLAC frame does not begin where it should');
  bits.read(2);
  const sizeCode = bits.read(4);
  const rateCode = bits.read(4);
  const layout = bits.read(4);
  bits.read(4); // bit depth, which STREAMINFO has too, and a reserved bit
  skipFrameNumber(bits);
  const length = blockLength(bits, sizeCode);
  if (rateCode === 12) bits.read(8);
  else if (rateCode === 13 || rateCode === 14) bits.read(16);
  bits.read(8); // checksum of the header; the MD5 covers more

  const pairing = { 8: 'left-side', 9: 'side-right', 10: 'mid-side' }[layout];
  const sideAt = { 'left-side': 1, 'side-right': 0, 'mid-side': 1 }[pairing];
  const count = pairing ? 2 : layout + 1;
  const blocks = [];
  for (let i = 0; i < count; i++) blocks.push(readSubframe(bits, length, bitsPerSample + (i === sideAt ? 1 : 0)));
  bits.alignToByte();
  bits.read(16); // checksum of the frame
  if (pairing) unpair(blocks, pairing);
  return blocks;
}

/** The number is coded as UTF-8 codes characters: the leading ones of its first byte count its bytes. */
function skipFrameNumber(bits) {
  const first = bits.read(8);
  for (let mask = 0x40; first >= 0xc0 && (first & mask) !== 0; mask >>= 1) bits.read(8);
}

function blockLength(bits, code) {
  if (code === 1) return 192;
  if (code <= 5) return 144 << code;
  if (code === 6) return bits.read(8) + 1;
  if (code === 7) return bits.read(16) + 1;
  return 1 << code;
}

/** One channel of a block (section 9.2). */
function readSubframe(bits, length, depth) {
  bits.read(1);
  const type = bits.read(6);
  const wasted = bits.read(1) === 1 ? bits.readUnary() + 1 : 0;
  const width = depth - wasted;
  const block = new Int32Array(length);
  if (type === 0) block.fill(bits.readSigned(width));
  else if (type === 1) for (let i = 0; i < length; i++) block[i] = bits.readSigned(width);
  else if (type >= 8 && type <= 12) readPredicted(bits, block, width, FIXED_PREDICTORS[type - 8]);
  else if (type >= 32) readPredicted(bits, block, width, undefined, type - 31);
  else throw new Error(`it has a FLAC subframe of the unknown type ${type}`);
  if (wasted > 0) for (let i = 0; i < length; i++) block[i] <<= wasted;
  return block;
}

/** Coefficients for the samples before, the newest first (section 9.2.5). */
const FIXED_PREDICTORS = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

function readPredicted(bits, block, width, fixed, order = fixed?.length) {
  for (let i = 0; i < order; i++) block[i] = bits.readSigned(width);
  let coefficients = fixed;
  let shift = 0;
  if (!coefficients) {
    const precision = bits.read(4) + 1;
    shift = bits.readSigned(5);
    coefficients = Array.from({ length: order }, () => bits.readSigned(precision));
  }
  readResiduals(bits, block, order);
  for (let i = order; i < block.length; i++) {
    // Products of 24-bit sound and 15-bit coefficients need more than 32 bits; doubles hold 53.
    let sum = 0;
    for (let k = 0; k < order; k++) sum += coefficients[k] * block[i - 1 - k];
    block[i] += Math.floor(sum / 2 ** shift);
  }
}

/** What the prediction missed, in Rice code (section 9.2.7). */
function readResiduals(bits, block, order) {
  const parameterBits = bits.read(2) === 0 ? 4 : 5;
  const verbatim = 2 ** parameterBits - 1;
  const partitions = 1 << bits.read(4);
  const partitionLength = block.length / partitions;
  for (let p = 0; p < partitions; p++) {
    const parameter = bits.read(parameterBits);
    const width = parameter === verbatim ? bits.read(5) : 0;
    for (let i = Math.max(order, p * partitionLength); i < (p + 1) * partitionLength; i++) {
      if (parameter === verbatim) {
        block[i] = width === 0 ? 0 : bits.readSigned(width);
        continue;
      }
      const folded = bits.readUnary() * 2 ** parameter + bits.read(parameter);
      block[i] = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    }
  }
}

/** Undoes the coding of a stereo pair as a sum and a difference (section 4.2). */
function unpair([a, b], pairing) {
  for (let i = 0; i < a.length; i++) {
    if (pairing === 'left-side') b[i] = a[i] - b[i];
    else if (pairing === 'side-right') a[i] += b[i];
    else {
      const side = b[i];
      const sum = a[i] * 2 + (side & 1);
      a[i] = (sum + side) / 2;
      b[i] = (sum - side) / 2;
    }
  }
}

function joined(blocks) {
  const whole = new Int32Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

function checkMd5(channels, { bitsPerSample, md5 }) {
  if (/^0+$/.test(md5)) return; // the encoder did not know it
  const width = Math.ceil(bitsPerSample / 8);
  const raw = Buffer.alloc(channels.length * channels[0].length * width);
  let at = 0;
  for (let i = 0; i < channels[0].length; i++)
    for (const channel of channels) at = raw.writeIntLE(channel[i], at, width);
  if (createHash('md5').update(raw).digest('hex') !== md5) throw new Error('its sound does not have the MD5 it names');
}
