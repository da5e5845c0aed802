import { encodeBase64 } from '@lipwire/providers';
import type { Memory } from '../../script/memory.js';
import type { SessionEvent } from '../../session-event.js';

/** A message before it becomes text. */
export type ServerMessage = Readonly<Record<string, unknown>>;

/**
 * One message of the service: the fields of all events together, for several may share one.
 *
 * @param events what it says, in order.
 * @param memory the conversation, for the usage that comes with the end of a turn.
 */
export function serverMessage(events: readonly SessionEvent[], memory: Memory): ServerMessage {
  const content: Record<string, unknown> = {};
  const parts: unknown[] = [];
  const message: Record<string, unknown> = {};
  for (const event of events) {
    switch (event.type) {
      case 'ready':
        message.setupComplete = {};
        break;
      case 'audio': {
        const mimeType = `audio/pcm;rate=${event.sampleRateHz}`;
        parts.push({ inlineData: { mimeType, data: encodeBase64(event.pcm16) } });
        content.modelTurn = { parts };
        break;
      }
      case 'transcript':
        content[event.speaker === 'user' ? 'inputTranscription' : 'outputTranscription'] = { text: event.text };
        break;
      case 'interrupted':
        content.interrupted = true;
        break;
      case 'generation-complete':
        content.generationComplete = true;
        break;
      case 'turn-complete':
        content.turnComplete = true;
        message.usageMetadata = usageMetadata(memory);
        break;
      case 'function-call':
        message.toolCall = { functionCalls: [{ name: event.name, args: event.args, id: event.id }] };
        break;
      case 'tool-call-cancelled':
        message.toolCallCancellation = { ids: event.callIds };
        break;
      case 'go-away':
        message.goAway = event.timeLeftMs === undefined ? {} : { timeLeft: `${event.timeLeftMs / 1000}s` };
        break;
      case 'resumption':
        // Empty and false are not written: that is how protobuf's JSON shows them.
        message.sessionResumptionUpdate = event.resumable ? { newHandle: event.handle, resumable: true } : {};
        break;
    }
  }
  return Object.keys(content).length > 0 ? { serverContent: content, ...message } : message;
}

/** The message as it travels: UTF-8, indented by two spaces, with a line end behind it, in a binary frame. */
export function encodeServerMessage(message: ServerMessage): Uint8Array {
  return Buffer.from(`${JSON.stringify(message, null, 2)}\n`);
}

function usageMetadata({ promptTokens, responseTokens }: Memory): ServerMessage {
  const text = Math.ceil(promptTokens.text);
  const audio = Math.ceil(promptTokens.audio);
  const response = Math.ceil(responseTokens);
  const promptTokensDetails = [
    { modality: 'TEXT', tokenCount: text },
    { modality: 'AUDIO', tokenCount: audio },
  ].filter(({ tokenCount }) => tokenCount > 0);
  return {
    promptTokenCount: text + audio,
    responseTokenCount: response,
    totalTokenCount: text + audio + response,
    promptTokensDetails,
    responseTokensDetails: [{ modality: 'AUDIO', tokenCount: response }],
  };
}
