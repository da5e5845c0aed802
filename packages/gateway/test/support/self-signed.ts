import { generateKeyPairSync, sign } from 'node:crypto';

/**
 * Makes a certificate for `localhost` and 127.0.0.1 that nobody vouches for (X.509 of version 3, RFC 5280, ECDSA on P-256).
 *
 * @param validUntil in the past for one that has expired.
 * @returns both PEM.
 */
export function selfSigned(validUntil: Date): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = der(0x30, der(0x06, hex('2a8648ce3d040302')));
  // One name: commonName (2.5.4.3) = localhost.
  const name = der(0x30, der(0x31, der(0x30, der(0x06, hex('550403')), der(0x0c, Buffer.from('localhost')))));
  // subjectAltName (2.5.29.17): a DNS name and an IP address.
  const altNames = der(0x30, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.of(127, 0, 0, 1)));
  const certificate = der(
    0x30,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1)),
    ecdsaWithSha256,
    name,
    der(0x30, time(new Date('2020-01-01')), time(validUntil)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, der(0x30, der(0x06, hex('551d11')), der(0x04, altNames)))),
  );
  const signature = sign('sha256', certificate, privateKey);
  const cert = der(0x30, certificate, ecdsaWithSha256, der(0x03, Buffer.of(0), signature)).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${cert.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** Tag, length and contents (X.690). */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const value = Buffer.concat(contents);
  const length =
    value.length < 128
      ? Buffer.of(value.length)
      : value.length < 256
        ? Buffer.of(0x81, value.length)
        : Buffer.of(0x82, value.length >> 8, value.length & 0xff);
  return Buffer.concat([Buffer.of(tag), length, value]);
}

/** UTCTime: good from 1950 to 2049. */
function time(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, 'hex');
}
