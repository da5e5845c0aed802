import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as the collector got it. */
export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly resource: Readonly<Record<string, string | number>>;
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, string | number>> }[];
  /** 2: error. */
  readonly status: number;
}

/** A collector that takes OTLP over HTTP, as protobuf. */
export interface OtlpReceiver {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** Every byte of every request, headers too, to look for what must not be there. */
  text(): string;
  close(): Promise<void>;
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  let text = '';
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    text += `${request.url} ${JSON.stringify(request.headers)} ${body.toString('latin1')}`;
    if (request.url === '/v1/traces') spans.push(...readSpans(body));
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    text: () => text,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A protobuf message by field number: bytes of what has a length, numbers of the rest. */
type Message = Map<number, (Buffer | bigint)[]>;

/** opentelemetry-proto, trace/v1/trace.proto: TracesData 1 -> ResourceSpans 2 -> ScopeSpans 2 -> Span. */
function readSpans(body: Buffer): ReceivedSpan[] {
  return nested(read(body), 1).flatMap((resourceSpans) => {
    const resource = nested(resourceSpans, 1).flatMap((message) => attributes(message, 1));
    return nested(resourceSpans, 2)
      .flatMap((scopeSpans) => nested(scopeSpans, 2))
      .map((span) => ({
        name: textOf(span, 5),
        traceId: bytesOf(span, 1).toString('hex'),
        parentSpanId: bytesOf(span, 4).toString('hex'),
        attributes: Object.fromEntries(attributes(span, 9)),
        resource: Object.fromEntries(resource),
        events: nested(span, 11).map((event) => ({
          name: textOf(event, 2),
          attributes: Object.fromEntries(attributes(event, 3)),
        })),
        status: nested(span, 15).map((status) => Number(status.get(3)?.[0] ?? 0))[0] ?? 0,
      }));
  });
}

/** KeyValue: key 1, value 2 -> AnyValue: string 1, int 3, double 4. */
function attributes(message: Message, field: number): [string, string | number][] {
  return nested(message, field).map((pair) => {
    const value = nested(pair, 2)[0] ?? new Map();
    const [text, int, double] = [value.get(1)?.[0], value.get(3)?.[0], value.get(4)?.[0]];
    if (Buffer.isBuffer(text)) return [textOf(pair, 1), text.toString()];
    return [textOf(pair, 1), Buffer.isBuffer(double) ? double.readDoubleLE() : Number(int)];
  });
}

function read(bytes: Buffer): Message {
  const message: Message = new Map();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] as number;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const readers: Readonly<Record<number, () => Buffer | bigint>> = {
    0: varint,
    1: () => take(8),
    2: () => take(Number(varint())),
    5: () => take(4),
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const value = readers[tag & 7]?.();
    if (value === undefined) throw new Error(`Not protobuf: wire type ${tag & 7}`);
    message.set(tag >> 3, [...(message.get(tag >> 3) ?? []), value]);
  }
  return message;
}

function nested(message: Message, field: number): Message[] {
  return (message.get(field) ?? []).map((bytes) => read(bytes as Buffer));
}

function bytesOf(message: Message, field: number): Buffer {
  return (message.get(field)?.[0] as Buffer | undefined) ?? Buffer.alloc(0);
}

function textOf(message: Message, field: number): string {
  return bytesOf(message, field).toString();
}
