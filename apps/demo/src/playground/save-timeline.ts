import type { VisemeTimeline } from '@lipwire/cues';

/** Gives the user a timeline as a file. */
export function saveTimeline(soundName: string, timeline: VisemeTimeline): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(timeline)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = timelineFileName(soundName);
  link.click();
  // The download has begun by then, and holds what it needs.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** `She sells sea shells…` becomes `she-sells-sea-shells.visemes.json`. */
export function timelineFileName(soundName: string): string {
  const stem = soundName
    .replace(/\.\w{2,4}$/, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${stem || 'speech'}.visemes.json`;
}
