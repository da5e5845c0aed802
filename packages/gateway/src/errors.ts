/** What can go wrong when a gateway starts; `docs/errors.md` says what to do about each. */
export type GatewayErrorCode =
  | 'GATEWAY_CONFIG_INVALID'
  | 'GATEWAY_PORT_IN_USE'
  | 'GATEWAY_LISTEN_FAILED'
  | 'GATEWAY_REDIS_UNREACHABLE'
  | 'GATEWAY_TRACES_UNAVAILABLE';

/** Thrown when a gateway cannot start. What happens later, on a call, is told to the client and never thrown. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  constructor(
    readonly code: GatewayErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
