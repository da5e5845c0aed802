import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServerProcess, startServerProcess } from './server-process.js';

/** The configuration that is shipped. */
export const SHIPPED_NGINX = fileURLToPath(new URL('../../deploy/nginx', import.meta.url));

/** The program, as `scripts/setup/nginx.mjs` finds it. */
export const NGINX = process.env.LIPWIRE_NGINX ?? 'nginx';

/** What of the configuration is another at every place. */
export interface NginxPlace {
  readonly port: number;
  /** Addresses of the gateways, such as `127.0.0.1:8787`. */
  readonly gateways: readonly string[];
  /** Paths of a certificate and its key, and where to speak TLS with them. */
  readonly tls: { readonly port: number; readonly certificate: string; readonly key: string };
}

/** Starts nginx with the files of `deploy/nginx` as they are, and files of its own in place of the two in `lipwire/`. */
export async function startNginx({ port, gateways, tls }: NginxPlace): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'lipwire-nginx-'));
  const prefix = join(folder, 'run');
  mkdirSync(prefix);
  cpSync(join(SHIPPED_NGINX, 'nginx.conf'), join(folder, 'nginx.conf'));
  cpSync(join(SHIPPED_NGINX, 'conf.d'), join(folder, 'conf.d'), { recursive: true });
  mkdirSync(join(folder, 'lipwire'));
  writeFileSync(
    join(folder, 'lipwire', 'gateways.conf'),
    gateways.map((address) => `server ${address} max_fails=1 fail_timeout=2s;\n`).join(''),
  );
  writeFileSync(
    join(folder, 'lipwire', 'site.conf'),
    `listen 127.0.0.1:${port};
     listen 127.0.0.1:${tls.port} ssl;
     ssl_certificate ${tls.certificate};
     ssl_certificate_key ${tls.key};
     access_log /dev/stdout lipwire;
     error_log stderr crit;`,
  );
  // The workers of an nginx that root starts are another user's.
  const args = ['-p', prefix, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'];
  const server = await startServerProcess(NGINX, args, (output) => output.includes('start worker process'));
  server.ended.then(() => rmSync(folder, { recursive: true, force: true }));
  return server;
}
