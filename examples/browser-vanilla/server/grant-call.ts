import { GoogleGenAI, Modality } from '@google/genai';

/** What the page needs for one call. The keys behind it stay on the server. */
export interface CallGrant {
  baseUrl: string;
  ephemeralToken: string;
  model: string;
  /** What the user says first, so that the mascot begins. */
  initialMessage: string;
}

const model = 'gemini-3.8-live'; // any Gemini Live model

/** Has Google make a token for one call, and the gateway wrap it. */
export async function grantCall(): Promise<CallGrant> {
  const google = new GoogleGenAI({ apiKey: required('GEMINI_API_KEY'), httpOptions: { apiVersion: 'v1alpha' } });
  const token = await google.authTokens.create({
    config: {
      uses: 1,
      newSessionExpireTime: new Date(Date.now() + 10 * 60_000).toISOString(),
      liveConnectConstraints: {
        model,
        config: {
          responseModalities: [Modality.AUDIO],
          systemInstruction: 'You are a friendly mascot. Answer in a sentence or two.',
          outputAudioTranscription: {},
        },
      },
    },
  });
  const provider_config = { ephemeral_token: token.name, model, viseme_model: 'default' };
  const response = await fetch(`${required('LIPWIRE_GATEWAY_URL')}/v1/get-signed-url`, {
    method: 'POST',
    headers: { authorization: `Bearer ${required('LIPWIRE_API_KEY')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ config: { provider: 'gemini', provider_config } }),
  });
  if (!response.ok) throw new Error(`The gateway answered ${response.status}: ${await response.text()}`);
  const wrapped = (await response.json()) as { api_key: string; base_url: string };
  return { baseUrl: wrapped.base_url, ephemeralToken: wrapped.api_key, model, initialMessage: 'Hello! Who are you?' };
}

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`Set ${variable}.`);
  return value;
}
