/** How far words run ahead of their sound: the service writes before it speaks. */
const LEAD_MS = 300;

/**
 * Deals out the words of a turn next to its audio.
 *
 * flite does not say when each word starts, so a word's time is its share of the sentence's letters: good enough for
 * captions, which is what transcripts are for.
 */
export class TranscriptFeed {
  #words: { readonly text: string; readonly startMs: number }[] = [];
  #isFirst = true;

  /**
   * @param sentence what is said.
   * @param startMs of its sound in the turn.
   * @param endMs likewise.
   */
  add(sentence: string, startMs: number, endMs: number): void {
    const words = sentence.split(' ');
    let lettersBefore = 0;
    for (const word of words) {
      const share = lettersBefore / (sentence.length + 1);
      this.#words.push({ text: this.#isFirst ? word : ` ${word}`, startMs: startMs + share * (endMs - startMs) });
      this.#isFirst = false;
      lettersBefore += word.length + 1;
    }
  }

  /**
   * The words to send with audio that starts at `atMs`: those not sent yet that start until a little later.
   *
   * @param atMs media time of the turn; `Infinity` for all.
   * @returns an empty text if there are none.
   */
  take(atMs: number): string {
    const end = this.#words.findIndex(({ startMs }) => startMs > atMs + LEAD_MS);
    const taken = this.#words.splice(0, end < 0 ? this.#words.length : end);
    return taken.map(({ text }) => text).join('');
  }
}
