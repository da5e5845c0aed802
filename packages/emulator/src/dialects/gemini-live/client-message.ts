import { decodeBase64, parsePcmRateHz } from '@lipwire/providers';
import { CLOSINGS, ClosingError, unknownName } from './closing.js';
import { camelCaseNames, isObject, type JsonObject, listOr, objectOr, textOr } from './json-object.js';

/** What a client said, in the order in which it takes effect. */
export type ClientEvent =
  | { readonly type: 'setup'; readonly setup: JsonObject }
  /** Conversation content: what the user said and was answered, and what waits for an answer, if anything does. */
  | {
      readonly type: 'content';
      readonly answered: readonly string[];
      readonly text: string | undefined;
      readonly turnComplete: boolean;
    }
  | { readonly type: 'realtime-text'; readonly text: string }
  | { readonly type: 'audio'; readonly pcm16: Uint8Array; readonly sampleRateHz: number }
  | { readonly type: 'picture' }
  | { readonly type: 'activity-start' }
  | { readonly type: 'activity-end' }
  | { readonly type: 'audio-stream-end' }
  | {
      readonly type: 'function-result';
      readonly id: string;
      /** The answer as words. */
      readonly result: string;
      /** The answer as it came. */
      readonly response: unknown;
      readonly scheduling: string | undefined;
    };

/** The service's own rate, for audio whose MIME type names none. */
const DEFAULT_INPUT_RATE_HZ = 16_000;
/** Longer text is cut: a script that answers in a sentence reads no book. */
const MAX_TEXT_CHARACTERS = 8_000;

const READERS: Readonly<Record<string, (value: JsonObject) => ClientEvent[]>> = {
  setup: (setup) => [{ type: 'setup', setup }],
  clientContent: readContent,
  realtimeInput: readRealtimeInput,
  toolResponse: readToolResponse,
};

/**
 * Reads one message of a client.
 *
 * @param bytes the frame, text or binary: UTF-8 JSON.
 * @throws ClosingError with the words that the service closes with.
 */
export function readClientMessage(bytes: Uint8Array): ClientEvent[] {
  const message = parse(bytes);
  const [name, ...others] = Object.keys(message);
  const unknown = [name, ...others].find((each) => each !== undefined && !Object.hasOwn(READERS, each));
  if (unknown !== undefined) throw new ClosingError(unknownName(unknown));
  // Exactly one of the four.
  if (name === undefined || others.length > 0) throw new ClosingError(CLOSINGS.invalidArgument);
  const value = message[name];
  if (!isObject(value)) throw new ClosingError(CLOSINGS.invalidArgument);
  return READERS[name]?.(value) ?? [];
}

function parse(bytes: Uint8Array): JsonObject {
  try {
    const message = camelCaseNames(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    if (isObject(message)) return message;
  } catch {
    // Answered below, like everything that is not a JSON object.
  }
  throw new ClosingError(CLOSINGS.invalidJson);
}

function readContent({ turns, turnComplete }: JsonObject): ClientEvent[] {
  const all = listOr(turns).map(objectOr);
  // What lies before an answer of the model is history, not a question.
  const questionAt = all.findLastIndex(({ role }) => role === 'model') + 1;
  const answered = all.slice(0, questionAt).filter(({ role }) => role !== 'model');
  const text = all.slice(questionAt).map(textOfTurn).filter(Boolean).join('\n');
  return [
    {
      type: 'content',
      answered: answered.map(textOfTurn).filter(Boolean).map(cutText),
      text: cutText(text) || undefined,
      turnComplete: turnComplete === true,
    },
  ];
}

function textOfTurn({ parts }: JsonObject): string {
  const texts = listOr(parts).map((part) => textOr(objectOr(part).text));
  return texts.filter((part) => part !== '').join('\n');
}

function readRealtimeInput(input: JsonObject): ClientEvent[] {
  const events: ClientEvent[] = [];
  if (isObject(input.activityStart)) events.push({ type: 'activity-start' });
  for (const chunk of [...listOr(input.mediaChunks), input.audio, input.video]) {
    if (chunk !== undefined) events.push(readMedia(objectOr(chunk)));
  }
  if (typeof input.text === 'string' && input.text !== '') {
    events.push({ type: 'realtime-text', text: cutText(input.text) });
  }
  if (input.audioStreamEnd === true) events.push({ type: 'audio-stream-end' });
  if (isObject(input.activityEnd)) events.push({ type: 'activity-end' });
  return events;
}

/** Sound or a picture; the MIME type says which, whatever field it came in. */
function readMedia({ mimeType, data }: JsonObject): ClientEvent {
  const type = textOr(mimeType).toLowerCase();
  if (type.startsWith('image/')) return { type: 'picture' };
  const sampleRateHz = /;\s*rate\s*=/.test(type) ? parsePcmRateHz(type) : type === 'audio/pcm' && DEFAULT_INPUT_RATE_HZ;
  // Both alphabets: the Python SDK writes the one for URLs.
  const pcm16 = decodeBase64(textOr(data));
  if (!sampleRateHz || !pcm16) throw new ClosingError(CLOSINGS.invalidArgument);
  return { type: 'audio', pcm16, sampleRateHz };
}

function readToolResponse({ functionResponses }: JsonObject): ClientEvent[] {
  const responses = Array.isArray(functionResponses) ? functionResponses : [functionResponses];
  return responses.map(objectOr).map(({ id, response, scheduling }) => {
    const { output, result } = objectOr(response);
    const answer = output ?? result ?? response;
    const text = typeof answer === 'string' ? answer : (JSON.stringify(answer) ?? '');
    return {
      type: 'function-result',
      id: textOr(id),
      result: cutText(text),
      response,
      scheduling: textOr(scheduling) || undefined,
    };
  });
}

function cutText(text: string): string {
  return text.slice(0, MAX_TEXT_CHARACTERS);
}
