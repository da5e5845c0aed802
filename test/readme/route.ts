import { GoogleGenAI, Modality } from '@google/genai';

const model = 'gemini-3.8-live'; // any Gemini Live model

export async function GET() {
  const google = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? '', httpOptions: { apiVersion: 'v1alpha' } });
  const token = await google.authTokens.create({
    config: {
      uses: 1,
      newSessionExpireTime: new Date(Date.now() + 10 * 60_000).toISOString(),
      liveConnectConstraints: { model, config: { responseModalities: [Modality.AUDIO] } },
    },
  });
  const provider_config = { ephemeral_token: token.name, model, viseme_model: 'default' };
  const wrapped = await fetch(`${process.env.LIPWIRE_GATEWAY_URL}/v1/get-signed-url`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.LIPWIRE_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ config: { provider: 'gemini', provider_config } }),
  });
  if (!wrapped.ok) return Response.json({ error: 'The gateway refused.' }, { status: 500 });
  const { api_key, base_url } = await wrapped.json();
  const grant = { baseUrl: base_url, ephemeralToken: api_key, model, initialMessage: 'Hello! Who are you?' };
  return Response.json(grant, { headers: { 'cache-control': 'no-store' } });
}
