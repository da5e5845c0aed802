import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { isRecording, type PlaygroundDesk } from '../../playground/playground-desk';
import { MAX_TEXT_CHARACTERS, VOICES } from '../../playground/speech-request';
import { MicrophoneIcon, PlayIcon, StopIcon } from '../icons';
import { LevelMeter } from '../level-meter';
import { useStore } from '../use-store';
import { FileButton } from './file-button';

/** Sentences that are hard on a mouth: closed lips, hisses, rounded lips, teeth on lips. */
export const SAMPLE_TEXTS = [
  'Bob may move the map by the lamp, but Pam will keep it.',
  'She sells sea shells, and she should choose the shiny ones.',
  'You blew two huge blue balloons over the moon.',
  'Five vivid fish arrived on Friday the fifth of February.',
] as const;

const SAMPLE_NAMES = ['Closed lips', 'Hisses', 'Rounded lips', 'Teeth on lip'] as const;

/** Where a sound comes from: a sentence, a file, or the microphone. */
export function SourceForm({ desk }: { desk: PlaygroundDesk }) {
  const { busy, problem, take } = useStore(desk.subscribe, desk.getState);
  const microphone = useStore(desk.recorder.microphone.subscribe, desk.recorder.microphone.getState);
  const [text, setText] = useState<string>(SAMPLE_TEXTS[0]);
  const [voice, setVoice] = useState(VOICES[0]?.name ?? 'slt');
  const records = isRecording(microphone.status);
  const trouble = problem ?? (microphone.status === 'failed' ? microphone.problem.message : undefined);

  const speak = (said: string) => void desk.speak({ text: said, voice }, { play: true });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    speak(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    speak(text);
  };

  return (
    <section className="panel source">
      <div>
        <h1>Playground</h1>
        <p className="soft">Every mouth shape of a sentence or a recording, before and after natural lip sync.</p>
      </div>
      <form className="source-text" onSubmit={onSubmit}>
        <label htmlFor="sentence" className="hidden">
          Sentence
        </label>
        <textarea
          id="sentence"
          rows={2}
          value={text}
          maxLength={MAX_TEXT_CHARACTERS}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <div className="row">
          <label htmlFor="voice" className="hidden">
            Voice
          </label>
          <select
            id="voice"
            value={voice}
            onChange={({ target }) => setVoice(VOICES.find(({ name }) => name === target.value)?.name ?? 'slt')}
          >
            {VOICES.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
          <button type="submit" className="button" data-main="true" disabled={text.trim() === ''}>
            <PlayIcon />
            Speak
          </button>
          <span className="spacer" />
          <FileButton
            label="Audio file"
            accept="audio/*,.wav,.mp3,.ogg,.oga,.opus,.m4a,.flac"
            className="button"
            title="WAV, MP3, OGG, M4A; or drop one anywhere"
            onFile={(file) => void desk.openFile(file)}
          >
            Open file
          </FileButton>
          <button type="button" className="button" data-on={records} onClick={desk.toggleRecording}>
            {records ? <StopIcon /> : <MicrophoneIcon />}
            {records ? 'Stop' : 'Record'}
            <LevelMeter microphone={desk.recorder.microphone} />
          </button>
        </div>
      </form>
      <fieldset className="row chips">
        <legend>Try</legend>
        {SAMPLE_TEXTS.map((sample, i) => (
          <button
            key={sample}
            type="button"
            className="chip"
            onClick={() => {
              setText(sample);
              speak(sample);
            }}
          >
            {SAMPLE_NAMES[i]}
          </button>
        ))}
        <span className="soft only-wide">or drop a sound or a .riv file anywhere</span>
      </fieldset>
      <p className="source-status" role="status">
        {busy ?? take?.sound.remark ?? ''}
      </p>
      {trouble && (
        <p className="problem" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}
