import type { TranscriptEvent, VoiceEvent } from '@lipwire/providers';
import { WordTiming } from '../captions/word-timing.js';
import { splitWords } from '../captions/words.js';

/** What a mark of the transcript means for a face; `end`: the turn is about to be over. */
export type SpokenMark = 'question' | 'exclamation' | 'stop' | 'comma' | 'trail' | 'end';

/** A face knows what it says: so long before the mark it shows, in milliseconds. */
const LEAD_MS: Readonly<Record<SpokenMark, number>> = {
  question: 420,
  exclamation: 380,
  stop: 0,
  comma: 0,
  trail: 100,
  end: 600,
};

interface Turn {
  readonly timing: WordTiming;
  readonly marks: { readonly mark: SpokenMark; readonly word: number }[];
  words: number;
  next: number;
  complete: boolean;
  over: boolean;
  ended: boolean;
}

/**
 * The punctuation of what the mascot says, at the time at which the words before it are heard. See `WordTiming` for how
 * words find their time.
 */
export class SpokenMarks {
  #turns: Turn[] = [];
  #paceMs: number | undefined;
  /** Media time at which the next one is due, as far as is known; which it is. */
  #nextMs = Number.POSITIVE_INFINITY;

  /** Words of the mascot came. */
  onWords({ text }: Pick<TranscriptEvent, 'text'>): void {
    const turn = this.#turn();
    for (const word of splitWords(text)) {
      const mark = markBehind(word.text, word.pause);
      if (mark) turn.marks.push({ mark, word: turn.words });
      turn.words++;
    }
    turn.timing.addText(text);
    this.#look();
  }

  /** Speech came that is heard from this media time on. */
  onSpeech(samples: Float32Array, sampleRateHz: number, startMs: number): void {
    this.#turn().timing.addSound(samples, sampleRateHz, startMs);
    this.#look();
  }

  /** Follows where turns end. */
  onVoiceEvent({ type }: Pick<VoiceEvent, 'type'>): void {
    const turn = this.#turns.at(-1);
    if (!turn || turn.over) return;
    const over = type === 'turn-complete' || type === 'ready';
    if (!over && type !== 'generation-complete') return;
    turn.timing.complete();
    turn.complete = true;
    turn.over = over;
    this.#paceMs = turn.timing.paceMs;
    this.#look();
  }

  /** What was not heard yet will not be heard. */
  clear(): void {
    this.#turns = [];
    this.#nextMs = Number.POSITIVE_INFINITY;
  }

  /** The next mark that is due at this media time, each once; `undefined` if there is none. */
  take(mediaMs: number): SpokenMark | undefined {
    return mediaMs >= this.#nextMs ? this.#takeNext(mediaMs) : undefined;
  }

  #takeNext(mediaMs: number): SpokenMark | undefined {
    let due: SpokenMark | undefined;
    for (const turn of this.#turns) {
      if (dueMs(turn) > mediaMs) continue;
      due = turn.marks[turn.next]?.mark;
      if (due) turn.next++;
      else {
        due = 'end';
        turn.ended = true;
      }
      break;
    }
    this.#turns = this.#turns.filter(({ over, ended }) => !(over && ended));
    this.#look();
    return due;
  }

  #turn(): Turn {
    const open = this.#turns.at(-1);
    if (open && !open.over) return open;
    const timing = new WordTiming(this.#paceMs);
    const turn: Turn = { timing, marks: [], words: 0, next: 0, complete: false, over: false, ended: false };
    this.#turns.push(turn);
    return turn;
  }

  #look(): void {
    this.#nextMs = Number.POSITIVE_INFINITY;
    for (const turn of this.#turns) this.#nextMs = Math.min(this.#nextMs, dueMs(turn));
  }
}

/** When the next mark of a turn shows, or its end; `Infinity` if that is not known yet. */
function dueMs({ timing, marks, next, complete, ended }: Turn): number {
  const mark = marks[next];
  if (!mark) return complete && !ended && timing.hasSound ? timing.soundEndMs - LEAD_MS.end : Number.POSITIVE_INFINITY;
  return timing.endMs(mark.word) - LEAD_MS[mark.mark];
}

function markBehind(text: string, pause: 'none' | 'short' | 'full'): SpokenMark | undefined {
  if (pause === 'none') return undefined;
  if (/[?？]/u.test(text)) return 'question';
  if (/[!！]/u.test(text)) return 'exclamation';
  if (/…|\.\.\./u.test(text)) return 'trail';
  return pause === 'full' ? 'stop' : 'comma';
}
