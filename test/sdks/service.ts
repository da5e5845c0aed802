import { type Emulator, scaledClock, startEmulator } from '@lipwire/emulator';
import { type Gateway, readGatewayConfig, startGateway } from '@lipwire/gateway';

const GATEWAY_API_KEY = 'test-gateway-key';

/** Model name of every call; the emulator takes any. */
export const MODEL = 'gemini-3.8-live';

/** A voice service and a gateway in front of it, on free ports. */
export interface Service {
  /** Its time runs twenty times as fast, so that a turn of four seconds takes 0.2. */
  readonly emulator: Emulator;
  readonly gateway: Gateway;
  /** Wraps a token of the voice service, as an app's server does. */
  wrap(ephemeralToken: string): Promise<{ api_key: string; base_url: string }>;
  close(): Promise<void>;
}

/** Starts both, with the real engine. */
export async function startService(): Promise<Service> {
  const emulator = await startEmulator({ clock: scaledClock(20) });
  const gateway = await startGateway(
    readGatewayConfig({
      env: {
        LIPWIRE_API_KEYS: GATEWAY_API_KEY,
        LIPWIRE_GEMINI_URL: emulator.url,
        LIPWIRE_PORT: '0',
        LIPWIRE_LOG_LEVEL: 'silent',
      },
    }),
  );
  return {
    emulator,
    gateway,
    async wrap(ephemeralToken) {
      const response = await fetch(`${gateway.url}/v1/get-signed-url`, {
        method: 'POST',
        headers: { authorization: `Bearer ${GATEWAY_API_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          config: { provider: 'gemini', provider_config: { ephemeral_token: ephemeralToken, model: MODEL } },
        }),
      });
      if (!response.ok) throw new Error(`The gateway answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as { api_key: string; base_url: string };
    },
    async close() {
      await gateway.close();
      await emulator.close();
    },
  };
}
