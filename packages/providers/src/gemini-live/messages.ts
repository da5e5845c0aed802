/**
 * The part of Gemini Live's server messages that Lipwire reads. Everything is optional and nothing is trusted: the
 * types say what a well-formed message holds, the tap checks each field it uses.
 *
 * Source: `LiveServerMessage` in googleapis/js-genai `src/types.ts` (Apache 2.0), read at 2.32.0.
 */
export interface GeminiServerMessage {
  setupComplete?: { sessionId?: string };
  serverContent?: {
    modelTurn?: { role?: string; parts?: GeminiPart[] };
    inputTranscription?: { text?: string; finished?: boolean };
    outputTranscription?: { text?: string; finished?: boolean };
    interrupted?: boolean;
    generationComplete?: boolean;
    turnComplete?: boolean;
  };
  toolCall?: { functionCalls?: { id?: string; name?: string; args?: Record<string, unknown> }[] };
  toolCallCancellation?: { ids?: string[] };
  goAway?: { timeLeft?: string };
  sessionResumptionUpdate?: { newHandle?: string; resumable?: boolean };
  usageMetadata?: Record<string, unknown>;
}

/** One part of a model turn: text, thoughts, audio, code. */
export interface GeminiPart {
  text?: string;
  thought?: boolean;
  inlineData?: { mimeType?: string; data?: string };
}
