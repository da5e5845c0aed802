import { GoogleGenAI, type LiveConnectConfig, Modality } from '@google/genai';
import { type Emulator, type EmulatorOptions, startEmulator } from '@lipwire/emulator';
import { type Gateway, readGatewayConfig, startGateway } from '@lipwire/gateway';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.js';

/** Model name of every test; the emulator takes any. */
export const MODEL = 'gemini-3.8-live';

export const GATEWAY_API_KEY = 'test-gateway-key';

/** What a call page gets from its token route. */
export interface CallGrant {
  readonly baseUrl: string;
  readonly ephemeralToken: string;
  readonly model: string;
}

/** The whole server side, on free ports: emulator, a recorder that only listens, gateway. */
export interface Stack {
  readonly emulator: Emulator;
  /** What the emulator sent, frame by frame, before the gateway saw it. */
  readonly wire: RecordingProxy;
  readonly gateway: Gateway;
  /** Makes an ephemeral token with the official SDK and wraps it at the gateway, as a token route does. */
  grant(config?: LiveConnectConfig): Promise<CallGrant>;
  /** Asks the gateway for a wrapped token; any body, any key. */
  requestSignedUrl(body: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** Starts it all. The emulator's greeting is what `Say: …` asks for; see its script. */
export async function startStack(
  options: { emulator?: EmulatorOptions; env?: Record<string, string> } = {},
): Promise<Stack> {
  const emulator = await startEmulator({ port: 0, voice: 'slt', ...options.emulator });
  const wire = await startRecordingProxy(emulator.url);
  const gateway = await startGateway(
    readGatewayConfig({
      env: {
        LIPWIRE_API_KEYS: GATEWAY_API_KEY,
        LIPWIRE_GEMINI_URL: wire.url,
        LIPWIRE_PORT: '0',
        LIPWIRE_LOG_LEVEL: 'silent',
        ...options.env,
      },
    }),
  );

  const requestSignedUrl: Stack['requestSignedUrl'] = (body, headers = {}) =>
    fetch(`${gateway.url}/v1/get-signed-url`, {
      method: 'POST',
      headers: { authorization: `Bearer ${GATEWAY_API_KEY}`, 'content-type': 'application/json', ...headers },
      body,
    });

  const grant = async (config: LiveConnectConfig = {}): Promise<CallGrant> => {
    const google = new GoogleGenAI({
      apiKey: 'emulator',
      httpOptions: { baseUrl: emulator.url, apiVersion: 'v1alpha' },
    });
    const token = await google.authTokens.create({
      config: {
        uses: 1,
        newSessionExpireTime: new Date(Date.now() + 600_000).toISOString(),
        liveConnectConstraints: {
          model: MODEL,
          config: {
            responseModalities: [Modality.AUDIO],
            outputAudioTranscription: {},
            inputAudioTranscription: {},
            speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Aoede' } } },
            ...config,
          },
        },
      },
    });
    const response = await requestSignedUrl(
      JSON.stringify({
        config: { provider: 'gemini', provider_config: { ephemeral_token: token.name, model: MODEL } },
      }),
    );
    if (!response.ok) throw new Error(`The gateway answered ${response.status}: ${await response.text()}`);
    const { api_key, base_url } = (await response.json()) as { api_key: string; base_url: string };
    return { baseUrl: base_url, ephemeralToken: api_key, model: MODEL };
  };

  return {
    emulator,
    wire,
    gateway,
    grant,
    requestSignedUrl,
    close: async () => {
      await gateway.close();
      await wire.close();
      await emulator.close();
    },
  };
}
