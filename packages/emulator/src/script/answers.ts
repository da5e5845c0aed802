import type { Memory } from './memory.js';
import { findRecitation, RECITATIONS } from './recitations.js';
import type { ScriptContext } from './script.js';

/** How much of what was typed is repeated in an answer. */
const MAX_QUOTED_WORDS = 12;
/** As far as the emulator counts: about 90 seconds of speech. */
const HIGHEST_COUNT = 100;

interface Rule {
  /** What must be found in the text; its groups go to `answer`. */
  readonly pattern: RegExp;
  /** No answer means that the rule does not apply after all. */
  answer(match: readonly (string | undefined)[], context: ScriptContext, text: string): string | undefined;
}

/** The first rule that has an answer gives it. */
const RULES: readonly Rule[] = [
  // Exactly what follows, so that a test can have any sentence spoken.
  { pattern: /^(?:please\s+)?(?:say|repeat(?: after me)?)\s*:\s*(.+)$/is, answer: ([, words]) => unquoted(words) },
  {
    pattern:
      /\b(?:greet|introduce yourself|say (?:hello|hi)|welcome (?:the user|me))\b|^\s*(?:hello|hi|hey|good (?:morning|day|evening))\b/i,
    answer: (_match, context) => greeting(context),
  },
  { pattern: /^(?:please\s+)?(?:say|repeat(?: after me)?)\s+(.+)$/is, answer: ([, words]) => unquoted(words) },
  { pattern: /\bcount\b.*?\bto\s+(\w+)/i, answer: ([, end]) => countTo(end) },
  {
    pattern: /\b(?:story|tale|joke|poem|rhyme|tongue[ -]twister)\b/i,
    answer: (_match, { memory }, text) => recite(text, memory),
  },
  {
    pattern: /\bmy name is ([\p{L}'-]{1,20})|\bcall me ([\p{L}'-]{1,20})/iu,
    answer: ([, name, called], { memory }) => {
      memory.userName = name ?? called;
      return `Nice to meet you, ${memory.userName}.`;
    },
  },
  {
    pattern: /\b(?:what(?:'s| is) my name|who am i)\b/i,
    answer: (_match, { memory }) =>
      memory.userName === undefined ? 'You have not told me your name yet.' : `Your name is ${memory.userName}.`,
  },
  {
    pattern: /\bwhat did i (?:just )?(?:say|type|ask|write)\b/i,
    answer: (_match, { memory }) =>
      memory.lastTyped === undefined
        ? 'You have not typed anything before.'
        : `You typed: ${quoted(memory.lastTyped)}.`,
  },
  {
    pattern: /\b(?:who are you|what(?:'s| is) your name|what are you)\b/i,
    answer: (_match, { characterName }) =>
      `I am ${characterName}, the voice of an emulator. I run on this machine, without a network and without a key.`,
  },
  {
    pattern: /\bwhat can you do\b|\bhelp\b/i,
    answer: () =>
      'Ask me for a story, a joke, a poem or a tongue twister. Ask me to count to ten. Or type say, and then any words.',
  },
  {
    pattern: /\b(?:what (?:do|can) you see|look at (?:me|this)|camera)\b/i,
    answer: (_match, { memory }) =>
      memory.pictures === 0
        ? 'No picture has come in. Is the camera on?'
        : `${memory.pictures} pictures have come in, but I cannot look at them.`,
  },
  { pattern: /\bhow are you\b/i, answer: () => 'Very well, thank you. My lips are in good shape.' },
  { pattern: /\b(?:thank you|thanks)\b/i, answer: () => 'You are welcome.' },
  {
    pattern: /\b(?:bye|goodbye|see you)\b/i,
    answer: (_match, { memory }) => `Goodbye${named(memory)}. Come back soon.`,
  },
  {
    pattern: /(-?\d{1,6})\s*(plus|minus|times|\+|-|\*|x)\s*(-?\d{1,6})/i,
    answer: ([, left, operator, right]) => calculate(Number(left), operator ?? '', Number(right)),
  },
];

/** Answers a line of text. Changes the memory: what was typed, and a name if one was given. */
export function answerTyped(text: string, context: ScriptContext): string {
  const trimmed = text.trim();
  const answer = RULES.map(({ pattern, answer }) => {
    const match = pattern.exec(trimmed);
    return match ? () => answer(match, context, trimmed) : undefined;
  }).reduce<string | undefined>((found, rule) => found ?? rule?.(), undefined);
  const said = answer ?? smallTalk(trimmed, context.memory);
  context.memory.lastTyped = trimmed.slice(0, 500);
  return said;
}

function greeting({ memory, characterName }: ScriptContext): string {
  if (memory.answers > 1) return `Hello again${named(memory)}. What shall we talk about?`;
  return `Hello! I am ${characterName}. Type something or speak to me, and watch my lips.`;
}

function recite(text: string, memory: Memory): string | undefined {
  const kind = findRecitation(text);
  if (kind === undefined) return undefined;
  const all = RECITATIONS[kind];
  return all[memory.answers % all.length];
}

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const TENS: Readonly<Record<string, number>> = {
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  hundred: 100,
};

function countTo(word = ''): string | undefined {
  const spelled = NUMBER_WORDS.indexOf(word.toLowerCase());
  const end = /^\d+$/.test(word) ? Number(word) : spelled >= 0 ? spelled : TENS[word.toLowerCase()];
  if (end === undefined || end < 1) return undefined;
  const numbers = Array.from({ length: Math.min(end, HIGHEST_COUNT) }, (_, i) => NUMBER_WORDS[i + 1] ?? String(i + 1));
  const counted = numbers.join(', ');
  return `${counted.charAt(0).toUpperCase()}${counted.slice(1)}.`;
}

function calculate(left: number, operator: string, right: number): string {
  const [word, result] =
    operator === 'plus' || operator === '+'
      ? ['plus', left + right]
      : operator === 'minus' || operator === '-'
        ? ['minus', left - right]
        : ['times', left * right];
  return `${left} ${word} ${right} is ${result}.`;
}

/** For all that no rule knows: it shows what came in, and does not pretend to understand. */
function smallTalk(text: string, memory: Memory): string {
  const words = quoted(text);
  if (!/[\p{L}\p{N}]/u.test(text)) return 'I got your message, but there is nothing in it that I can read aloud.';
  const answers = text.endsWith('?')
    ? [
        `You ask: ${words}? A good question. I am only a small script, so I leave the answer to you.`,
        `Hm, ${words}? I would have to guess, and I would rather not.`,
        `That is a big question: ${words}? Ask me for a story instead.`,
      ]
    : [
        `You typed: ${words}. I can repeat it, but I do not pretend to understand it.`,
        `I see: ${words}. Tell me more${named(memory)}.`,
        `${words}. That sounds interesting.`,
      ];
  return answers[memory.answers % answers.length] as string;
}

/** The first words of a text, without the mark at its end. */
function quoted(text: string): string {
  const words = text.replace(/[.!?\s]+$/, '').split(/\s+/);
  return words.length > MAX_QUOTED_WORDS ? `${words.slice(0, MAX_QUOTED_WORDS).join(' ')}, and so on` : words.join(' ');
}

function unquoted(words = ''): string {
  return words.trim().replace(/^["'\u201c](.*)["'\u201d]$/s, '$1');
}

function named({ userName }: Memory): string {
  return userName === undefined ? '' : `, ${userName}`;
}
