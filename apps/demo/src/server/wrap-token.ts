import { SignedSessionError } from './signed-session-error';

const TIMEOUT_MS = 10_000;

/** What {@link wrapToken} needs. */
export interface WrapRequest {
  /** Where the gateway is for this server. */
  readonly gatewayUrl: string;
  readonly gatewayKey: string;
  readonly ephemeralToken: string;
  readonly model: string;
}

/** What a browser needs to talk to the gateway. */
export interface WrappedToken {
  readonly token: string;
  /** Where the gateway is for browsers. */
  readonly baseUrl: string;
}

/**
 * Exchanges a Google ephemeral token for one that works at the gateway, once.
 *
 * @throws SignedSessionError `DEMO_GATEWAY_REFUSED`, `DEMO_GATEWAY_UNREACHABLE`
 */
export async function wrapToken({ gatewayUrl, gatewayKey, ephemeralToken, model }: WrapRequest): Promise<WrappedToken> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`${gatewayUrl.replace(/\/+$/, '')}/v1/get-signed-url`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gatewayKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        config: {
          provider: 'gemini',
          provider_config: { ephemeral_token: ephemeralToken, model, viseme_model: 'default' },
        },
      }),
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    answer = await response.json().catch(() => undefined);
  } catch (cause) {
    throw new SignedSessionError(
      'DEMO_GATEWAY_UNREACHABLE',
      `The gateway at ${gatewayUrl} cannot be reached. Start it with "npx lipwire gateway", or set LIPWIRE_GATEWAY_URL.`,
      { cause },
    );
  }
  if (!response.ok) throw refusal(response.status, gatewayUrl);
  const { api_key: token, base_url: baseUrl } = (answer ?? {}) as Record<string, unknown>;
  if (typeof token !== 'string' || typeof baseUrl !== 'string') {
    throw new SignedSessionError(
      'DEMO_GATEWAY_REFUSED',
      `What answers at ${gatewayUrl} is not a Lipwire gateway. Check LIPWIRE_GATEWAY_URL.`,
    );
  }
  return { token, baseUrl };
}

function refusal(status: number, gatewayUrl: string): SignedSessionError {
  const what =
    status === 401
      ? 'Check that LIPWIRE_API_KEY here is one of LIPWIRE_API_KEYS there.'
      : status === 404
        ? 'Check LIPWIRE_GATEWAY_URL.'
        : status === 429
          ? 'It asks to wait; try again in a while.'
          : 'Its log says why.';
  return new SignedSessionError(
    'DEMO_GATEWAY_REFUSED',
    `The gateway at ${gatewayUrl} wrapped no token (${status}). ${what}`,
  );
}
