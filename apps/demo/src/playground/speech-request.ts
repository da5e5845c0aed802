import type { Phone, VoiceName } from '@lipwire/emulator';

/** The voices that can be asked for, and what they are called. */
export const VOICES: readonly { readonly name: VoiceName; readonly label: string }[] = [
  { name: 'slt', label: 'Woman (US)' },
  { name: 'rms', label: 'Man (US)' },
  { name: 'awb', label: 'Man (Scotland)' },
  { name: 'kal', label: 'Robot' },
];

/** About half a minute of speech. */
export const MAX_TEXT_CHARACTERS = 400;

/** What the page asks of `POST /api/speak`. */
export interface SpeechRequest {
  /** 1 to {@link MAX_TEXT_CHARACTERS} characters. */
  readonly text: string;
  readonly voice: VoiceName;
}

/** What it gets. */
export interface SpeechAnswer {
  readonly sampleRateHz: number;
  /** Mono PCM16, little-endian. */
  readonly pcm16Base64: string;
  /** Each sound of the text and when it is heard: the truth that the engine's cues can be held against. */
  readonly phones: readonly Phone[];
}
