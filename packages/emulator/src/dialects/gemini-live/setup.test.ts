import { expect, test } from 'vitest';
import { DEFAULT_ACTIVITY } from '../../hearing/voice-activity.js';
import { ClosingError } from './closing.js';
import { standInVoice } from './prebuilt-voices.js';
import { readSetup } from './setup.js';

const MODEL = 'models/gemini-2.5-flash-native-audio';

test('a bare setup', () => {
  expect(readSetup({ model: MODEL })).toEqual({
    model: MODEL,
    voice: 'slt',
    session: {
      characterName: 'Lip',
      wantsInputTranscript: false,
      wantsOutputTranscript: false,
      activity: DEFAULT_ACTIVITY,
      userInterrupts: true,
      functionNames: [],
    },
    resumption: undefined,
    startsWithHistory: false,
  });
});

test('a setup that says everything', () => {
  expect(
    readSetup({
      model: MODEL,
      generationConfig: {
        responseModalities: ['AUDIO'],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } } },
      },
      systemInstruction: { parts: [{ text: 'You are Mia.' }] },
      tools: [{ functionDeclarations: [{ name: 'f' }, { name: 'g' }] }, { googleSearch: {} }],
      realtimeInputConfig: {
        automaticActivityDetection: {
          startOfSpeechSensitivity: 'START_SENSITIVITY_LOW',
          prefixPaddingMs: 200,
          silenceDurationMs: 1200,
        },
        activityHandling: 'NO_INTERRUPTION',
      },
      sessionResumption: { handle: 'h' },
      inputAudioTranscription: {},
      outputAudioTranscription: {},
      historyConfig: { initialHistoryInClientContent: true },
    }),
  ).toEqual({
    model: MODEL,
    voice: 'awb',
    session: {
      characterName: 'Mia',
      wantsInputTranscript: true,
      wantsOutputTranscript: true,
      activity: { minSpeechMs: 200, silenceMs: 1200, startMarginDb: 15 },
      userInterrupts: false,
      functionNames: ['f', 'g'],
    },
    resumption: { handle: 'h' },
    startsWithHistory: true,
  });
});

test('activity is what the client says, where detection is off', () => {
  const setup = { model: MODEL, realtimeInputConfig: { automaticActivityDetection: { disabled: true } } };
  expect(readSetup(setup).session.activity).toBe('manual');
});

test('times out of range are brought into it', () => {
  const automaticActivityDetection = { prefixPaddingMs: -5, silenceDurationMs: 1e9 };
  expect(readSetup({ model: MODEL, realtimeInputConfig: { automaticActivityDetection } }).session.activity).toEqual({
    ...DEFAULT_ACTIVITY,
    minSpeechMs: 20,
    silenceMs: 5000,
  });
});

test.each([
  [{}, 'Request contains an invalid argument.'],
  [{ model: 'gemini' }, 'Request contains an invalid argument.'],
  [{ model: MODEL, colour: 'red' }, /Unknown name "colour" at 'setup'/],
  [{ model: MODEL, generationConfig: { responseModalities: ['TEXT'] } }, /response modalities \(TEXT\)/],
  [{ model: MODEL, generationConfig: { responseModalities: ['SMELL'] } }, /invalid argument/],
  [
    { model: 'models/gemini-3.8-live', generationConfig: { thinkingConfig: { thinkingBudget: 0 } } },
    /invalid argument/,
  ],
  [{ model: 'models/gemini-3.8-live', generationConfig: { enableAffectiveDialog: true } }, /invalid argument/],
  [{ model: 'models/gemini-3.8-live', proactivity: { proactiveAudio: false } }, /invalid argument/],
])('%j is refused with 1007', (setup, reason) => {
  const attempt = () => readSetup(setup);
  expect(attempt).toThrow(ClosingError);
  expect(attempt).toThrow(reason);
  try {
    attempt();
  } catch (error) {
    expect((error as ClosingError).closing.code).toBe(1007);
  }
});

test.each([
  { model: 'models/gemini-3.8-live-extended-thinking', generationConfig: { thinkingConfig: { thinkingLevel: 'LOW' } } },
  { model: 'models/gemini-3.8-live', proactivity: { proactiveAudio: true } },
  { model: MODEL, generationConfig: { thinkingConfig: { thinkingBudget: 0 }, enableAffectiveDialog: true } },
])('%j is taken', (setup) => {
  expect(readSetup(setup).model).toBe(setup.model);
});

test.each([
  ['Aoede', 'slt'],
  ['Zephyr', 'slt'],
  ['Puck', 'awb'],
  ['Charon', 'rms'],
  ['charon', 'rms'],
  ['Somebody', 'slt'],
  ['', 'slt'],
])('%s sounds like %s', (name, voice) => {
  expect(standInVoice(name)).toBe(voice);
});
