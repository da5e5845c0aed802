import { GatewayError } from '../errors.js';

/** What stops the start: one sentence that names the setting and never shows a secret. */
export function invalid(message: string, cause?: unknown): GatewayError {
  return new GatewayError('GATEWAY_CONFIG_INVALID', message, { cause });
}
