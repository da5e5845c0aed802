/** One stretch of words of one speaker. */
export interface Caption {
  /** Rises from caption to caption. */
  readonly id: number;
  readonly speaker: 'user' | 'mascot';
  /** For the mascot: what was heard of it so far. */
  readonly text: string;
  /** The user spoke over it: words that were not heard any more are not in `text`. */
  readonly interrupted: boolean;
}
