import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/run/free-port.mjs';
import { findProgram } from '../../../scripts/setup/program.mjs';
import { endProcess, residentBytesOf, startPinned } from './pinned-process.mjs';
import { untilListening } from './until-listening.mjs';

/** The path of nginx, if it is installed. */
export function findNginx() {
  return findProgram('nginx') ?? findProgram('/usr/sbin/nginx');
}

/**
 * nginx with one worker, which passes WebSockets on without looking into them.
 *
 * @param {import('./relays.mjs').RelayPlace} place
 * @returns {Promise<import('./relays.mjs').RunningRelay>}
 */
export async function startNginx({ servicePort, core }) {
  const folder = mkdtempSync(join(tmpdir(), 'lipwire-bench-nginx-'));
  const port = await freePort(18_700);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration({ folder, port, servicePort }));
  const master = startPinned(core, findNginx() ?? 'nginx', ['-e', 'stderr', '-p', folder, '-c', file]);
  await untilListening(port, master);
  return {
    port,
    pathOf: (callId) => `/?key=${callId}`,
    pid: workerOf(master.pid),
    memory: async () => ({ rss: residentBytesOf(workerOf(master.pid)) }),
    async stop() {
      await endProcess(master);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration({ folder, port, servicePort }) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((what) => `  ${what}_temp_path ${folder}/${what};`)
    .join('\n');
  return `daemon off;
worker_processes 1;
worker_rlimit_nofile 20000;
pid ${folder}/nginx.pid;
error_log stderr error;
events { worker_connections 20000; }
http {
  access_log off;
${temporary}
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location / {
      proxy_pass http://127.0.0.1:${servicePort};
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection upgrade;
      proxy_read_timeout 1h;
      proxy_send_timeout 1h;
    }
  }
}
`;
}

function workerOf(masterPid) {
  return Number(readFileSync(`/proc/${masterPid}/task/${masterPid}/children`, 'latin1').trim().split(' ')[0]);
}
