import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Drawn } from './draw-mascot.js';
import { previewPage } from './preview-page.js';

/** The page that shows a mascot, and what tells it that there is a new drawing. */
export interface PreviewServer {
  readonly url: string;
  /** Shows what was drawn; a drawing that failed leaves the last good one and says what is wrong. */
  show(drawn: Drawn): void;
  close(): Promise<void>;
}

/** Only this machine can look: what is shown comes from a file that somebody is working on. */
const HOST = '127.0.0.1';

/**
 * Serves the preview.
 *
 * @param port 0 takes any free one.
 */
export async function startPreviewServer(name: string, port: number): Promise<PreviewServer> {
  const page = previewPage();
  const listeners = new Set<ServerResponse>();
  let mascot: Uint8Array | undefined;
  let state = { name, revision: 0, size: 0, problem: undefined as Drawn['problem'] };
  const report = (response: ServerResponse) => response.write(`data: ${JSON.stringify(state)}\n\n`);

  const server = createServer((request, response) => {
    const refusal = refusalOf(request, port);
    if (refusal !== undefined) return void response.writeHead(refusal).end();
    // Not by `URL`, which throws for a target such as "//".
    const [pathname = ''] = request.url?.split('?') ?? [];
    if (pathname === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      report(response);
      return;
    }
    const file =
      pathname === '/mascot.riv' && mascot ? { type: 'application/octet-stream', body: mascot } : page.get(pathname);
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-store' }).end(file.body);
  });
  server.listen(port, HOST);
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;

  return {
    url: `http://${HOST}:${port}`,
    show({ bytes, problem }) {
      mascot = bytes ?? mascot;
      state = {
        name,
        revision: state.revision + (bytes ? 1 : 0),
        size: mascot?.length ?? 0,
        problem,
      };
      for (const response of listeners) report(response);
    },
    async close() {
      for (const response of listeners) response.end();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A page of another site must not read it by a name that it lets point here. */
function refusalOf({ method, headers }: IncomingMessage, port: number): number | undefined {
  if (headers.host !== `${HOST}:${port}` && headers.host !== `localhost:${port}`) return 403;
  return method === 'GET' || method === 'HEAD' ? undefined : 405;
}
