import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Who a gateway is. */
export interface GatewayIdentity {
  /** Random for each start: 8 hexadecimal digits. */
  readonly id: string;
  /** Of the package. */
  readonly version: string;
}

/** A new name for a gateway that starts, under which its neighbours, log and metrics know it. */
export function newIdentity(): GatewayIdentity {
  // As deep in dist/ as in src/.
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return { id: randomBytes(4).toString('hex'), version: (JSON.parse(manifest) as { version: string }).version };
}
