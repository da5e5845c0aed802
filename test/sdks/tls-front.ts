import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';

/** A front that ends TLS, as a load balancer does, with a certificate that it made for itself. */
export interface TlsFront {
  /** `https://localhost:<port>` */
  readonly url: string;
  /** The certificate, for clients that trust what `SSL_CERT_FILE` names. */
  readonly certificateFile: string;
  close(): Promise<void>;
}

/** @param targetUrl what stands behind it: `http://127.0.0.1:<port>`. */
export async function startTlsFront(targetUrl: string): Promise<TlsFront> {
  const folder = mkdtempSync(join(tmpdir(), 'lipwire-tls-'));
  const certificateFile = join(folder, 'certificate.pem');
  const keyFile = join(folder, 'key.pem');
  makeCertificate(keyFile, certificateFile);

  const { hostname, port } = new URL(targetUrl);
  const open = new Set<Socket>();
  const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(certificateFile) }, (client) => {
    const target = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => open.delete(from));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificateFile,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

/** Node can read certificates but not make them. */
function makeCertificate(keyFile: string, certificateFile: string): void {
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  try {
    const files = ['-keyout', keyFile, '-out', certificateFile];
    execFileSync('openssl', ['req', '-x509', '-days', '2', ...kind, ...names, ...files], { stdio: 'pipe' });
  } catch (cause) {
    throw new Error('openssl is needed for this test: install it with `apt-get install openssl`.', { cause });
  }
}
