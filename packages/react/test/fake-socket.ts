const GATEWAY =
  'wss://gateway.example.com/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=wrapped';

/** A socket to the gateway that says what the test wants. */
export class FakeSocket extends EventTarget {
  readyState = 1;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
  }

  /** Says a message of speech with one cue. */
  speak(visemeId = 2): void {
    const data = btoa('\u0001\u0000'.repeat(2400));
    this.say({
      serverContent: { modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data } }] } },
      mascotVisemes: {
        visemes: [{ visemeId, offset: 0 }],
        audio_event_id: 1,
        subchunk_id: 1,
        total_chunks: 1,
        audio_duration: 100,
      },
    });
  }

  say(message: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  close(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

/** Opens a socket as an app would: with whatever class is the page's `WebSocket` now. */
export function openSocket(url: string = GATEWAY): FakeSocket {
  const Current = globalThis.WebSocket as unknown as typeof FakeSocket;
  return new Current(url);
}
