import { writeFileSync } from 'node:fs';
import { RIG_STRATEGIES, type RigStrategyName } from '@lipwire/browser';
import type { Command } from '../../command.js';
import { examineApart } from '../../doctor/examine-apart.js';
import { readRivFile } from '../../doctor/read-riv-file.js';
import { reportHtml } from '../../doctor/report-html.js';
import { reportText } from '../../doctor/report-text.js';
import { CliError } from '../../errors.js';
import { choiceSetting } from '../../settings.js';

/** `lipwire mascot doctor`: how the mouth of any Rive file is driven. */
export const doctorCommand: Command = {
  name: 'mascot doctor',
  summary: 'Says how the mouth of a .riv file is driven, what it lacks and what stands in for it.',
  operands: '<file.riv>',
  minOperands: 1,
  maxOperands: 1,
  settings: [
    { flag: 'html', value: 'file', default: 'no page', about: 'also write a page with a picture of each mouth' },
    { flag: 'artboard', value: 'name', default: "Character, else the file's first", about: 'artboard to look at' },
    {
      flag: 'state-machine',
      value: 'name',
      default: "mascotStateMachine, else the artboard's first",
      about: 'state machine to look at',
    },
    {
      flag: 'mouth',
      value: RIG_STRATEGIES.join('|'),
      default: 'the best that the file allows',
      about: 'how to drive the mouth',
    },
  ],
  notes: ["Rive's own runtime plays the file. Exit code 1: the mouth cannot be driven."],
  async run({ settings, positionals }, { print }) {
    const path = positionals[0] as string;
    const bytes = await readRivFile(path);
    const examination = await examineApart({
      bytes,
      src: path,
      artboard: settings.get('artboard')?.text,
      stateMachine: settings.get('state-machine')?.text,
      mouth: settings.has('mouth')
        ? choiceSetting<RigStrategyName>(settings, 'mouth', RIG_STRATEGIES, 'weights')
        : undefined,
    });
    print(reportText(path, bytes.length, examination));
    const page = settings.get('html')?.text;
    if (page !== undefined) writePage(page, reportHtml(path, bytes.length, examination));
    return examination.report.strategy === undefined ? 1 : 0;
  },
};

function writePage(target: string, html: string): void {
  try {
    writeFileSync(target, html);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'its folder does not exist' : String(cause);
    throw new CliError('CLI_FILE_UNWRITABLE', `Cannot write "${target}": ${reason}.`, { cause });
  }
}
