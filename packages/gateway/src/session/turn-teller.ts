import type { VoiceEvent } from '@lipwire/providers';
import type { CallWatcher } from './call-watcher.js';

/** What the service says by itself is not among them: handles, go-aways, the setup's answer. */
const CONVERSATION: ReadonlySet<VoiceEvent['type']> = new Set([
  'transcript',
  'tool-call',
  'tool-call-cancelled',
  'interrupted',
  'generation-complete',
  'turn-complete',
]);

/** Tells the watchers of one call which turns it has, from what the service says. */
export class TurnTeller {
  readonly #watchers: readonly CallWatcher[];
  #isInTurn = false;

  constructor(watchers: readonly CallWatcher[]) {
    this.#watchers = watchers;
  }

  /** Takes the events of the next message. Of audio only rate and length are looked at. */
  hear(events: readonly VoiceEvent[]): void {
    let audioMs = 0;
    let isConversation = false;
    for (const event of events) {
      if (event.type === 'audio') audioMs += (event.pcm16.length * 500) / event.sampleRateHz;
      else if (CONVERSATION.has(event.type)) isConversation = true;
    }
    if (isConversation) this.#tell('onConversation');
    if (audioMs > 0) this.#tellSpeech(audioMs);
    for (const { type } of events) {
      if (!this.#isInTurn) return;
      if (type === 'interrupted') this.#end('onInterrupted');
      else if (type === 'turn-complete') this.#end('onTurnComplete');
    }
  }

  #tellSpeech(audioMs: number): void {
    if (!this.#isInTurn) this.#tell('onTurnStart');
    this.#isInTurn = true;
    for (const watcher of this.#watchers) watcher.onSpeech?.(audioMs);
  }

  #end(how: 'onInterrupted' | 'onTurnComplete'): void {
    this.#isInTurn = false;
    this.#tell(how);
  }

  #tell(what: 'onTurnStart' | 'onInterrupted' | 'onTurnComplete' | 'onConversation'): void {
    for (const watcher of this.#watchers) watcher[what]?.();
  }
}
