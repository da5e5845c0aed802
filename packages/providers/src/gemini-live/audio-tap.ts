import { decodeBase64 } from '../base64.js';
import type { AudioEvent, VoiceEvent } from '../voice-event.js';

/** Rate of audio whose MIME type names none (Vertex AI leaves it out), in Hz. */
const DEFAULT_SAMPLE_RATE_HZ = 24_000;

/**
 * Reads one Gemini Live server message.
 *
 * Several fields may share a message. The events come in the order in which they take effect: what the message carries
 * (words, then audio, part by part) before what it ends, and an interruption before the end of the turn that it cut,
 * so that audio in the same message as `interrupted` dies with its turn.
 *
 * @param message the message after `JSON.parse`, of any type: it is read, never trusted.
 * @param defaultSampleRateHz rate of audio whose MIME type names none.
 * @param decode gives the bytes of base64, or `undefined` for what is not base64. A runtime may know a faster way.
 * @returns the events in order; none for a message that says nothing to a player.
 */
export function readGeminiServerMessage(
  message: unknown,
  defaultSampleRateHz: number = DEFAULT_SAMPLE_RATE_HZ,
  decode: (base64: string) => Uint8Array | undefined = decodeBase64,
): VoiceEvent[] {
  const events: VoiceEvent[] = [];
  const { setupComplete, serverContent, toolCall, toolCallCancellation, goAway, sessionResumptionUpdate } =
    record(message);
  if (isRecord(setupComplete)) events.push({ type: 'ready' });

  const content = record(serverContent);
  transcript(events, 'user', content.inputTranscription);
  transcript(events, 'model', content.outputTranscription);
  for (const part of list(record(content.modelTurn).parts)) {
    const audio = readAudioPart(part, defaultSampleRateHz, decode);
    if (audio) events.push(audio);
  }
  if (content.interrupted === true) events.push({ type: 'interrupted' });
  if (content.generationComplete === true) events.push({ type: 'generation-complete' });
  if (content.turnComplete === true) events.push({ type: 'turn-complete' });

  if (isRecord(toolCall)) {
    const calls = list(toolCall.functionCalls).map(record);
    const callIds = strings(calls.map(({ id }) => id));
    events.push({ type: 'tool-call', callIds, names: strings(calls.map(({ name }) => name)) });
  }
  if (isRecord(toolCallCancellation)) {
    events.push({ type: 'tool-call-cancelled', callIds: strings(list(toolCallCancellation.ids)) });
  }
  if (isRecord(goAway)) events.push({ type: 'go-away', timeLeftMs: parseDurationMs(goAway.timeLeft) });
  if (isRecord(sessionResumptionUpdate)) {
    const { newHandle, resumable } = sessionResumptionUpdate;
    events.push({
      type: 'resumption',
      handle: typeof newHandle === 'string' ? newHandle : '',
      resumable: resumable === true,
    });
  }
  return events;
}

/** The audio of one part, or nothing if the part is not PCM that can be decoded. */
function readAudioPart(
  part: unknown,
  defaultSampleRateHz: number,
  decode: (base64: string) => Uint8Array | undefined,
): AudioEvent | undefined {
  const { mimeType, data } = record(record(part).inlineData);
  if (typeof mimeType !== 'string' || typeof data !== 'string') return undefined;
  const sampleRateHz = parsePcmRateHz(mimeType, defaultSampleRateHz);
  if (sampleRateHz === undefined) return undefined;
  const pcm16 = decode(data);
  return pcm16 && pcm16.length > 0 ? { type: 'audio', pcm16, sampleRateHz } : undefined;
}

/**
 * The rate in a MIME type such as `audio/pcm;rate=24000`.
 *
 * @param defaultSampleRateHz the answer for a type that names no rate.
 * @returns `undefined` for a type that is not PCM, or a rate outside 8,000 to 192,000 Hz.
 */
export function parsePcmRateHz(
  mimeType: string,
  defaultSampleRateHz: number = DEFAULT_SAMPLE_RATE_HZ,
): number | undefined {
  const [type = '', ...parameters] = mimeType.toLowerCase().split(';');
  if (type.trim() !== 'audio/pcm') return undefined;
  const rate = parameters.map((parameter) => /^\s*rate\s*=\s*(\d{1,6})\s*$/.exec(parameter)?.[1]).find(Boolean);
  const sampleRateHz = rate === undefined ? defaultSampleRateHz : Number(rate);
  return sampleRateHz >= 8_000 && sampleRateHz <= 192_000 ? sampleRateHz : undefined;
}

/** A protobuf duration in JSON (`"50s"`, `"1.5s"`) as milliseconds. */
function parseDurationMs(value: unknown): number | undefined {
  const seconds = typeof value === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(value)?.[1] : undefined;
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function transcript(events: VoiceEvent[], speaker: 'user' | 'model', value: unknown): void {
  const { text } = record(value);
  if (typeof text === 'string' && text !== '') events.push({ type: 'transcript', speaker, text });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function strings(values: unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string');
}
