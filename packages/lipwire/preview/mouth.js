/** What "Say something" says: "Hello there, nice to meet you!" as viseme ids with their length in milliseconds. */
const SENTENCE = [
  [0, 60],
  ...[
    [12, 60],
    [4, 90],
    [14, 70],
    [8, 190],
  ],
  ...[
    [17, 70],
    [4, 100],
    [13, 110],
  ],
  [0, 130],
  ...[
    [19, 70],
    [11, 190],
    [15, 110],
  ],
  ...[
    [19, 60],
    [7, 80],
  ],
  ...[
    [21, 80],
    [6, 140],
    [19, 60],
  ],
  ...[
    [6, 60],
    [7, 220],
  ],
  [0, 200],
];
/** How long one mouth takes to become the next. */
const BLEND_MS = 75;

/** Weights of the 22 mouths, by sliders or by a sentence, as the numbers that a mascot takes. */
export class Mouth {
  #visemes;
  #player;
  #weights;
  #startedMs;

  constructor(visemes, player) {
    this.#visemes = visemes;
    this.#player = player;
    this.#weights = visemes.map(() => 0);
  }

  /** @param {number} weight 0 to 1. */
  setWeight(id, weight) {
    this.#weights[id] = weight;
    this.#show(this.#weights);
  }

  /** Speaks the sentence, beginning at a time of the frame loop. */
  say(nowMs) {
    this.#startedMs = nowMs;
  }

  /** @returns {boolean} whether it speaks. */
  advance(nowMs) {
    if (this.#startedMs === undefined) return false;
    const weights = this.#visemes.map(() => 0);
    let left = nowMs - this.#startedMs;
    for (const [i, [id, ms]] of SENTENCE.entries()) {
      if (left < ms) {
        const share = Math.min(1, left / Math.min(BLEND_MS, ms));
        weights[id] += share;
        weights[SENTENCE[i - 1]?.[0] ?? 0] += 1 - share;
        this.#show(weights);
        return true;
      }
      left -= ms;
    }
    this.#startedMs = undefined;
    this.#show(this.#weights);
    return false;
  }

  /** Poses lie over each other in order of id, so that weights become values by a running sum, which starts with rest. */
  #show(weights) {
    const spoken = weights.slice(1);
    const total = spoken.reduce((sum, weight) => sum + weight, 0);
    const scale = total > 1 ? 1 / total : 1;
    let sum = 1 - total * scale;
    for (const { id, property } of this.#visemes) {
      const weight = id === 0 ? 0 : weights[id] * scale;
      sum += weight;
      this.#player.set(property, weight > 0 ? (100 * weight) / sum : 0);
    }
  }
}
