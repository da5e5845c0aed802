import { connect, createServer, type Socket } from 'node:net';

/** A network between two ends, with what networks do. */
export interface CuttableLine {
  /** The far end, by way of the line. */
  readonly url: string;
  /** What is on the line stays there, and nobody is told: a cable is pulled. */
  freeze(): void;
  /** The far end gives up what is frozen, as servers do that ping. */
  expireFrozen(): void;
  /** Everything breaks off, and nothing can be reached. */
  down(): void;
  /** It works again. */
  up(): void;
  close(): Promise<void>;
}

/** Puts a line before `farUrl` (http), on a free port. */
export async function startCuttableLine(farUrl: string): Promise<CuttableLine> {
  const { hostname, port } = new URL(farUrl);
  const pairs = new Set<{ near: Socket; far: Socket; isFrozen: boolean }>();
  let isUp = true;
  const server = createServer((near) => {
    if (!isUp) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    const pair = { near, far, isFrozen: false };
    pairs.add(pair);
    const end = () => {
      if (pair.isFrozen) return;
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    near.on('data', (data) => pair.isFrozen || far.write(data));
    far.on('data', (data) => pair.isFrozen || near.write(data));
    for (const socket of [near, far]) socket.on('close', end).on('error', end);
  });
  const cut = (fits: (pair: { isFrozen: boolean }) => boolean) => {
    for (const pair of [...pairs].filter(fits)) {
      pairs.delete(pair);
      pair.near.destroy();
      pair.far.destroy();
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    freeze() {
      for (const pair of pairs) pair.isFrozen = true;
    },
    expireFrozen: () => cut(({ isFrozen }) => isFrozen),
    down() {
      isUp = false;
      cut(() => true);
    },
    up() {
      isUp = true;
    },
    close: () => {
      cut(() => true);
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
