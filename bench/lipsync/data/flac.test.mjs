import { describe, expect, it } from 'vitest';
import { decodeFlac } from './flac.mjs';

/** What the reference encoder, flac 1.4, made of the sounds below. */
const FILES = {
  /** 16 bits; fixed predictor. */
  ramp: 'ZkxhQ4AAACIEgASAAAA2AAA2A+gA8AAAASxKKqB1A3TgELE0Q8YdtLwP//h1CAABKzMVIAAACAH/////////////////////////////////////////////////gAfo',
  /** 16 bits, 80 samples of noise: too wild to predict. */
  noise:
    'ZkxhQ4AAACIQABAAAACqAACqA+gA8AAAAFACSLUFuGDBkrz88wsRjrtz//hlCABPHwI8iF6IgRa0cwzwXpjGVo5iBDijpUAdbCCXN9ZBPC37GNxjU66uv4gNN0cawhIPUaIhO7UOlThhGkNQwDvuQi1hVYr7tWN6jEx3U/6N4AO2HvUt+Zknq19Nr6gp3n4ALISXlN8wVKQE6fN5OxjU3wahYkQL91h0IZLPRGhqJbacactV7u4C2wfc/1zNxnSRZDKr9fcau899AmpoJWHm7785QaU=',
  /** Blocks of 64 samples: silence, then steps of 256, whose low bits are not stored. */
  steps:
    'ZkxhQ4AAACIAQABAAAAMAAAlAfQA8AAAASznYDyj7idaz78MEx+Sl34g//hkCAA/XgAAAMY8//hkCAE/SwAAADo5//hkCAI/dBMBAAQ///4AEkkkkiAAaSSSSSSSAANJJJJJJJBoiP/4ZAgDP2EVAQABEDDw8PMeERAeHh5jwiIDw8PMeERAeHh4bxb/+GQIBCtmFQEAAQg/5SSQBwCSSDVVVAADEAAKqqqAgJ0=',
  /** Two channels that differ by little, kept as one and a difference; linear prediction. */
  stereo:
    'ZkxhQ4AAACIQABAAAAKUAAKUBdwC8AAAASxiPk4b1Az0ES9PU49ALKqq//h3iAABK8YSAAAK1IypZVoqcUoJzEg3+3SWY1RUENnPTKglpe+XIySFdwyo71rjRospEkf9dc7lu5bW0BmXVBE2z/zeTqFm/3ak+Esw1mJFqa2HdF5eYELhnJpeVy47m2ApkguFMpXqx+OAkAoXylkZCktAGhYZP3IGChYKCFmCoSkPhQ0BzSo4zKo7HC90JyT0bU+NrWgVGLN2XipuDIjztQ7/rPhNAICaFwRCinGjOLvBqdY/KWBo5JDC7Gzav2wjJ4apRh7VJKxobgH58DmiXIjdymITD1J0pkGmMQ1iROR5rYd3JcKQQzjc9qi1QUoRgKKi4o7E9M+mE2c1qFSEwWGTUvAHtsv9ChyXkMFjcmFCHatgEP2HBa5a/VkgRKS2QIi7eYkq4tWtIxynsR4hQUFaR4LFDpcX8TEyghNnqaEh7VExpftrVF8YmvohjUkYbUshJ6N9vSJGIO/MPhaANH6Lq3YNJpV/V9paxxDmeuOyemQ31A5fwYp0u94MZAE1PwW9UEPa+ijaphheq31JPdemxc0PsJPDfNNmU2CUqrA77EYuDbsJiUhPFw41dcx3CKPqFGxoknEvbyOMVP8y4/IjvRMrv0sdX+1jVYp2MWC0ggqYOIEsvKaJEolInI5pLJRJFIloM5Pac7xdH+c/sUZablTirrWNq+1PqZtCf0fjLO7HZeJzQiCTeCQAAABSSGkkNJIaSQ0khpJDSSGkkNJIaSQ0khpJDSSGkkNJIaSQ0khpJDSSGkkNJIaSQ0khpJDSSGkkNJIaSQ0khpJDSSGkkNJIaSQ0khpJDSSGkkNJIaSQ0khpJDSSGkkNJIaSQ0khpJDSSGkkNJIaSQ0khpJDSSGkkNJIaSQ0khpJAHYU',
};

function bytesOf(name) {
  return new Uint8Array(Buffer.from(FILES[name], 'base64'));
}

function integersOf(samples, scale = 2 ** 15) {
  return [...samples].map((value) => value * scale);
}

const RAMP = Array.from({ length: 300 }, (_, i) => 8 * i);
const TONE = Array.from({ length: 300 }, (_, i) => Math.round(9000 * Math.sin(i / 7) + 3000 * Math.sin((i * i) / 90)));

describe('decodeFlac', () => {
  it('reads fixed predictors', () => {
    const { samples, sampleRateHz } = decodeFlac(bytesOf('ramp'));
    expect(sampleRateHz).toBe(16_000);
    expect(integersOf(samples)).toEqual(RAMP);
  });

  it('reads sound that cannot be predicted', () => {
    let state = 1;
    const noise = Array.from({ length: 80 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return state >> 16;
    });
    expect(integersOf(decodeFlac(bytesOf('noise')).samples)).toEqual(noise);
  });

  it('reads constant blocks, blocks without their low bits, and a last block that is shorter', () => {
    const { samples, sampleRateHz } = decodeFlac(bytesOf('steps'));
    expect(sampleRateHz).toBe(8000);
    expect(integersOf(samples)).toEqual(Array.from({ length: 300 }, (_, i) => (i < 150 ? 0 : (i % 16) * 256)));
  });

  it('averages two channels', () => {
    const { samples, sampleRateHz } = decodeFlac(bytesOf('stereo'));
    expect(sampleRateHz).toBe(24_000);
    expect(integersOf(samples)).toEqual(TONE.map((value, i) => (2 * value - (i % 5)) / 2));
  });

  it('refuses a file that was damaged or cut', () => {
    const damaged = bytesOf('noise');
    damaged[100] ^= 1; // a bit of the sound
    expect(() => decodeFlac(damaged)).toThrow('MD5');
    expect(() => decodeFlac(bytesOf('noise').subarray(0, 150))).toThrow('it ends too early');
  });
});
