import { type ActivityOptions, DEFAULT_ACTIVITY } from '../../hearing/voice-activity.js';
import { characterName } from '../../script/character-name.js';
import type { SessionSettings } from '../../session.js';
import type { VoiceName } from '../../voices/speech.js';
import { CLOSINGS, ClosingError, unknownName } from './closing.js';
import { isObject, type JsonObject, listOr, objectOr, textOr } from './json-object.js';
import { standInVoice } from './prebuilt-voices.js';

/** The fields of a setup. Source: `LiveClientSetup` in googleapis/js-genai `src/types.ts`, read at 2.32.0. */
const SETUP_FIELDS: ReadonlySet<string> = new Set([
  'model',
  'generationConfig',
  'systemInstruction',
  'tools',
  'toolConfig',
  'realtimeInputConfig',
  'sessionResumption',
  'contextWindowCompression',
  'inputAudioTranscription',
  'outputAudioTranscription',
  'proactivity',
  'historyConfig',
  'avatarConfig',
  'safetySettings',
  'explicitVadSignal',
  'labels',
]);

/** A setup that was read and found good. */
export interface LiveSetup {
  /** With its prefix: `models/…`. */
  readonly model: string;
  readonly voice: VoiceName;
  readonly session: SessionSettings;
  /** Absent if the client did not ask for handles. */
  readonly resumption: { readonly handle: string | undefined } | undefined;
  /** The first content is history: it is not answered. */
  readonly startsWithHistory: boolean;
}

/**
 * Reads a setup.
 *
 * @param setup with names in camelCase, after the token's fields were put in.
 * @throws ClosingError for what the service refuses.
 */
export function readSetup(setup: JsonObject): LiveSetup {
  const unknown = Object.keys(setup).find((name) => !SETUP_FIELDS.has(name));
  if (unknown !== undefined) throw new ClosingError(unknownName(unknown, 'setup'));
  const model = textOr(setup.model);
  if (!/^models\/.{1,200}$/.test(model)) throw new ClosingError(CLOSINGS.invalidArgument);
  const generation = objectOr(setup.generationConfig);
  checkModalities(generation);
  checkModelRules(model, setup);

  const realtime = objectOr(setup.realtimeInputConfig);
  const voice = objectOr(objectOr(objectOr(generation.speechConfig).voiceConfig).prebuiltVoiceConfig);
  const handle = textOr(objectOr(setup.sessionResumption).handle);
  return {
    model,
    voice: standInVoice(textOr(voice.voiceName)),
    session: {
      characterName: characterName(instructionText(setup.systemInstruction)),
      wantsInputTranscript: isObject(setup.inputAudioTranscription),
      wantsOutputTranscript: isObject(setup.outputAudioTranscription),
      activity: readActivity(objectOr(realtime.automaticActivityDetection)),
      userInterrupts: realtime.activityHandling !== 'NO_INTERRUPTION',
      functionNames: listOr(setup.tools)
        .flatMap((tool) => listOr(objectOr(tool).functionDeclarations))
        .map((declaration) => textOr(objectOr(declaration).name)),
    },
    resumption: isObject(setup.sessionResumption) ? { handle: handle || undefined } : undefined,
    startsWithHistory: objectOr(setup.historyConfig).initialHistoryInClientContent === true,
  };
}

/** The emulated models speak: like the service's native-audio models they refuse to answer in text. */
function checkModalities({ responseModalities }: JsonObject): void {
  const modalities = listOr(responseModalities);
  if (modalities.includes('TEXT')) throw new ClosingError(CLOSINGS.noTextModality);
  if (modalities.some((modality) => modality !== 'AUDIO')) throw new ClosingError(CLOSINGS.invalidArgument);
}

/** What Gemini 3.8 Live refuses, so that an app that works here works there. */
function checkModelRules(model: string, { generationConfig, proactivity }: JsonObject): void {
  if (!model.startsWith('models/gemini-3.8-live')) return;
  const { thinkingConfig, enableAffectiveDialog } = objectOr(generationConfig);
  const thinksAsAsked = model.endsWith('-extended-thinking');
  if (
    (thinkingConfig !== undefined && !thinksAsAsked) ||
    enableAffectiveDialog !== undefined ||
    objectOr(proactivity).proactiveAudio === false
  ) {
    throw new ClosingError(CLOSINGS.invalidArgument);
  }
}

function readActivity(detection: JsonObject): ActivityOptions | 'manual' {
  if (detection.disabled === true) return 'manual';
  const { startOfSpeechSensitivity, endOfSpeechSensitivity, prefixPaddingMs, silenceDurationMs } = detection;
  return {
    // The service's word for it is "padding"; what it means is how much speech there must be before it counts.
    minSpeechMs: bounded(prefixPaddingMs, 20, 1000) ?? DEFAULT_ACTIVITY.minSpeechMs,
    silenceMs:
      bounded(silenceDurationMs, 100, 5000) ??
      (endOfSpeechSensitivity === 'END_SENSITIVITY_LOW' ? 800 : DEFAULT_ACTIVITY.silenceMs),
    startMarginDb: DEFAULT_ACTIVITY.startMarginDb + (startOfSpeechSensitivity === 'START_SENSITIVITY_LOW' ? 5 : 0),
  };
}

function bounded(value: unknown, lowest: number, highest: number): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(lowest, Math.min(highest, value)) : undefined;
}

function instructionText(instruction: unknown): string {
  return listOr(objectOr(instruction).parts)
    .map((part) => textOr(objectOr(part).text))
    .join('\n')
    .slice(0, 20_000);
}
