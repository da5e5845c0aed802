/*
 * What an app uses of the official JavaScript client, in the words that every major version of it shares. The compiler
 * holds each version against it.
 */

/** A server message as `onmessage` gets it: the fields that the tests look at. */
export interface LiveMessage {
  /** Base64 of all audio in the message, decoded and joined by a getter of the SDK. */
  readonly data: string | undefined;
  readonly setupComplete?: object;
  readonly serverContent?: {
    readonly outputTranscription?: { readonly text?: string };
    readonly inputTranscription?: { readonly text?: string };
    readonly turnComplete?: boolean;
    readonly generationComplete?: boolean;
    readonly interrupted?: boolean;
  };
  readonly toolCall?: { readonly functionCalls?: readonly { readonly id?: string; readonly name?: string }[] };
  readonly sessionResumptionUpdate?: { readonly newHandle?: string; readonly resumable?: boolean };
}

/** A call as an app holds it. */
export interface LiveSdkSession {
  sendClientContent(content: { turns: string; turnComplete: boolean }): void;
  sendRealtimeInput(input: {
    audio?: { data: string; mimeType: string };
    video?: { data: string; mimeType: string };
    text?: string;
    audioStreamEnd?: boolean;
  }): void;
  sendToolResponse(response: {
    functionResponses: { id: string; name: string; response: Record<string, unknown> }[];
  }): void;
  close(): void;
}

/** The setup that the tests ask for. */
export interface LiveSdkConfig {
  outputAudioTranscription?: object;
  inputAudioTranscription?: object;
  tools?: { functionDeclarations: { name: string }[] }[];
  sessionResumption?: { handle?: string };
}

/** What an app is told. */
export interface LiveSdkCallbacks {
  onmessage: (message: LiveMessage) => void;
  onclose: (event: { code: number; reason: string }) => void;
}

/** The client library. */
export interface LiveSdk {
  readonly GoogleGenAI: new (options: {
    apiKey: string;
    httpOptions?: { baseUrl?: string; apiVersion?: string };
  }) => {
    readonly live: {
      connect(parameters: {
        model: string;
        config?: LiveSdkConfig;
        callbacks: LiveSdkCallbacks;
      }): Promise<LiveSdkSession>;
    };
    readonly authTokens: { create(parameters: { config?: { uses?: number } }): Promise<{ name?: string }> };
  };
}
