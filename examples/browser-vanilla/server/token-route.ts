import type { Connect, Plugin } from 'vite';
import { grantCall } from './grant-call.ts';

/** `GET /api/get-signed-url-gemini`, beside the pages of `vite` and `vite preview`. Your own server does the same. */
export function tokenRoute(): Plugin {
  const serve = ({ middlewares }: { middlewares: Connect.Server }) => {
    middlewares.use('/api/get-signed-url-gemini', async (_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.setHeader('cache-control', 'no-store');
      try {
        response.end(JSON.stringify(await grantCall()));
      } catch (error) {
        console.error(error);
        response.statusCode = 500;
        response.end(JSON.stringify({ error: 'No call is possible now. The log of the server says why.' }));
      }
    });
  };
  return { name: 'token-route', configureServer: serve, configurePreviewServer: serve };
}
