// The least that a relay on ws can be: takes a WebSocket, opens another to the same path behind it, and forwards messages
// both ways. No tokens, no log, no limits, no backpressure. The options of ws are the gateway's.
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

const OPTIONS = { perMessageDeflate: false, skipUTF8Validation: true, maxPayload: 16 * 1024 * 1024 };

const server = createServer();
new WebSocketServer({ server, ...OPTIONS }).on('connection', (client, request) => {
  const upstream = new WebSocket(`ws://127.0.0.1:${process.env.SERVICE_PORT}${request.url}`, OPTIONS);
  client.pause();
  upstream.on('open', () => client.resume());
  forward(client, upstream);
  forward(upstream, client);
});
server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });

function forward(source, target) {
  source.on('message', (data, isBinary) => target.send(data, { binary: isBinary }));
  source.on('close', () => target.terminate());
  source.on('error', () => target.terminate());
}
