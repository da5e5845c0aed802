import { MascotStatus } from '@lipwire/react';
import type { Phase } from './phase';

const LABELS: Record<Phase, string> = {
  idle: 'Ready',
  connecting: 'Connecting',
  listening: 'Listening',
  muted: 'Muted',
  waiting: 'Connected',
  userSpeaking: 'Hearing you',
  thinking: 'Thinking',
  speaking: 'Speaking',
  interrupted: 'Interrupted',
  reconnecting: 'Reconnecting',
  ended: 'Ready',
  failed: 'Call failed',
};

/** One word for what goes on. Screen readers are told what is worth a sentence, by the library. */
export function StateLine({ phase }: { phase: Phase }) {
  return (
    <>
      <p className="state" data-phase={phase}>
        {LABELS[phase]}
      </p>
      <MascotStatus />
    </>
  );
}
