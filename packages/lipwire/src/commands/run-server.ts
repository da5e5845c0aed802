import type { Terminal } from '../command.js';
import { CliError } from '../errors.js';

/** A server of another package, started. */
export interface RunningServer {
  readonly url: string;
  /** @param options `drainMs`: time for what runs to end by itself, in milliseconds; a second call ends it. */
  close(options?: { readonly drainMs?: number }): Promise<void>;
}

/** What else a server can do. */
export interface ServerOptions<Server> {
  /** Time for what runs to end by itself, in milliseconds. Default: 0. */
  readonly drainMs?: number;
  /** What SIGHUP does. Default: it ends the server. */
  readonly reload?: ((server: Server) => void) | undefined;
}

/**
 * Starts a server, prints `<name> <url>` once it is ready, and closes it when the user wants it to end.
 *
 * A supervisor (`SIGTERM`) gives what runs its time. A terminal does not wait, and nor does anyone who asks twice.
 *
 * @returns exit code 0: to be told to end is not a failure.
 * @throws CliError `CLI_ADDRESS_UNAVAILABLE` in place of the system's own error; other errors as they come.
 */
export async function runServer<Server extends RunningServer>(
  name: string,
  start: () => Promise<Server>,
  { print, takeOverSignals }: Terminal,
  { drainMs = 0, reload }: ServerOptions<Server> = {},
): Promise<number> {
  let server: Server | undefined;
  const stop = takeOverSignals({
    onSecond: () => server?.close(),
    // Before it has started there is nothing to reload: what it starts with was read just now.
    onHangUp: reload && (() => server && reload(server)),
  });
  server = await start().catch((error: unknown) => {
    throw addressError(name, error) ?? error;
  });
  print(`${name} ${server.url}\n`);
  await aborted(stop);
  await server.close({ drainMs: stop.reason === 'SIGTERM' ? drainMs : 0 });
  return 0;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** The packages wrap the system's error in one of their own, which does not know the names of our flags. */
function addressError(name: string, error: unknown): CliError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', address, hostname, port, cause } = error as NodeJS.ErrnoException & ListenDetails;
  const where = `${address ?? hostname ?? 'this address'}${port === undefined ? '' : `:${port}`}`;
  const reason = ADDRESS_ERRORS[code];
  if (reason === undefined) return addressError(name, cause);
  const message = `The ${name} cannot start: ${where} ${reason}. Choose another with --host and --port.`;
  return new CliError('CLI_ADDRESS_UNAVAILABLE', message, { cause: error });
}

interface ListenDetails {
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
}

const ADDRESS_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'is not open to this user',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not a host name that can be found',
};
