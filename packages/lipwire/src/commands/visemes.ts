import { createReadStream } from 'node:fs';
import { VISEMES, type VisemeTimeline } from '@lipwire/cues';
import type { Command } from '../command.js';
import { CliError } from '../errors.js';
import { choiceSetting } from '../settings.js';
import { speechOfWav } from '../wav/speech-timeline.js';

const FORMATS = ['json', 'tsv'] as const;

/** `lipwire visemes <file.wav|->`: speech to mouth shapes. */
export const visemesCommand: Command = {
  name: 'visemes',
  summary: 'Prints the mouth shapes of a recording.',
  operands: '<file.wav|->',
  minOperands: 1,
  maxOperands: 1,
  settings: [
    {
      flag: 'format',
      value: 'json|tsv',
      default: 'json',
      about: 'json: a VisemeTimeline; tsv: a line a cue: t (ms), v (0 to 21), name',
    },
  ],
  notes: [
    'Takes WAV of any rate from 1 to 384 kHz, 8 to 32 bits or float, any number of channels; "-" reads standard input.',
    'Other formats: ffmpeg -v error -i speech.mp3 -f wav - | lipwire visemes -',
  ],
  async run({ settings, positionals }, { stdin, print, note }) {
    const format = choiceSetting(settings, 'format', FORMATS, 'json');
    const file = positionals[0] ?? '-';
    const { timeline, missingMs } = await speechOfWav(file === '-' ? stdin : bytesOfFile(file));
    if (missingMs > 0) {
      note(`The file ends ${(missingMs / 1000).toFixed(2)} s before its header says; this is what is there.`);
    }
    print(format === 'json' ? `${JSON.stringify(timeline)}\n` : tsvOf(timeline));
    return 0;
  },
};

async function* bytesOfFile(path: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 18 });
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause;
    throw new CliError('CLI_FILE_UNREADABLE', `Cannot read "${path}": ${reasonOf(cause)}.`, { cause });
  }
}

function reasonOf(error: Error & { code?: string }): string {
  if (error.code === 'ENOENT') return 'there is no such file';
  if (error.code === 'EISDIR') return 'it is a folder';
  if (error.code === 'EACCES') return 'its permissions forbid it';
  return error.message;
}

function tsvOf({ cues }: VisemeTimeline): string {
  const rows = cues.map(({ t, v }) => `${t}\t${v}\t${VISEMES[v]?.name ?? ''}\n`);
  return `t\tv\tname\n${rows.join('')}`;
}
