import type { Phase } from './phase';

const LABELS: Record<Phase, string> = {
  ready: 'Ready',
  connecting: 'Connecting',
  listening: 'Listening',
  muted: 'Muted',
  waiting: 'Connected',
  thinking: 'Thinking',
  speaking: 'Speaking',
};

/** One word for what goes on, read out when it changes. */
export function StateLine({ phase }: { phase: Phase }) {
  return (
    <p className="state" role="status" data-phase={phase}>
      {LABELS[phase]}
    </p>
  );
}
