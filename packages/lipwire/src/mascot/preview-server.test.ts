import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PreviewServer, startPreviewServer } from './preview-server.js';

let server: PreviewServer;
beforeAll(async () => {
  server = await startPreviewServer('bob', 0);
});
afterAll(() => server.close());

/** Sends the target as it is: `fetch` would make a sound address of it. */
async function statusOf(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const asked = request(server.url, { path, headers }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

it('goes on whatever is asked for', async () => {
  for (const target of ['//', 'http://', '/%', '/../package.json', '/preview.css/..%2f..%2fpackage.json', '*'])
    expect(await statusOf(target), target).toBe(404);
  expect(await statusOf('/?revision=1')).toBe(200);
});

it('answers nobody who reached it by another name', async () => {
  expect(await statusOf('/', { host: 'rebound.example' })).toBe(403);
  expect(await statusOf('/', { host: new URL(server.url).host.replace('127.0.0.1', 'localhost') })).toBe(200);
});
