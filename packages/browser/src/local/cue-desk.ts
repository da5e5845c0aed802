import { decodeModel, type VisemeModel } from '@lipwire/engine';
import type { CueCommand, CueReply, HearCommand } from './cue-protocol.js';
import { SpeechCues } from './speech-cues.js';

/** Answers commands with cues, for any number of streams. Runs in the worker or, where there is none, in the page. */
export class CueDesk {
  readonly #streams = new Map<number, SpeechCues>();
  #model: VisemeModel | undefined;

  /** @returns the answer, if the command has one. */
  take(command: CueCommand): CueReply | undefined {
    switch (command.type) {
      case 'model':
        this.#model = decodeModel(command.model);
        return undefined;
      case 'close':
        this.#streams.get(command.stream)?.restart();
        this.#streams.delete(command.stream);
        return undefined;
      case 'hear':
        return this.#hear(command);
    }
  }

  #hear({ stream, number, pieces, end }: HearCommand): CueReply {
    const speech = this.#speechOf(stream);
    const startMs = speech.heardMs;
    for (const piece of pieces) speech.hear(piece);
    if (end === 'flush') speech.finish();
    const cues = end === 'reset' ? [] : speech.takeCues();
    const endMs = speech.heardMs;
    if (end) speech.restart();
    return { stream, number, startMs, endMs, cues };
  }

  #speechOf(stream: number): SpeechCues {
    const known = this.#streams.get(stream);
    if (known) return known;
    if (!this.#model) throw new Error('The model must come before speech.');
    const speech = new SpeechCues(this.#model);
    this.#streams.set(stream, speech);
    return speech;
  }
}
