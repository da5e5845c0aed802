import type { Command, Terminal } from '../../command.js';
import { drawMascot } from '../../mascot/draw-mascot.js';
import { mascotFolder } from '../../mascot/mascot-folder.js';
import { startPreviewServer } from '../../mascot/preview-server.js';
import { watchFolder } from '../../mascot/watch-folder.js';
import { numberSetting } from '../../settings.js';
import { runServer } from '../run-server.js';
import { sentenceOf, writeMascot } from './build.js';

const PORT = { lowest: 0, highest: 65_535, whole: true, default: 8790 };

/** `lipwire mascot preview`: the picture follows the code. */
export const previewMascotCommand: Command = {
  name: 'mascot preview',
  summary: 'Shows a mascot that is drawn as code, and draws it anew whenever you save.',
  operands: '<folder>',
  minOperands: 1,
  maxOperands: 1,
  settings: [
    { flag: 'port', value: 'port', default: `${PORT.default}`, about: 'port to listen on; 0 takes any free one' },
    { flag: 'out', value: 'file', default: 'nowhere', about: 'where to write the .riv file as well, every time' },
  ],
  notes: [
    'Prints "preview <url>" on standard output. Only this machine can open it, and it loads nothing from elsewhere.',
  ],
  async run({ settings, positionals: [given = ''] }, terminal) {
    const { name, path, file } = mascotFolder(given);
    const port = numberSetting(settings, 'port', PORT);
    const out = settings.get('out')?.text;
    return await runServer('preview', () => startPreview({ name, path, file, port, out }, terminal), terminal);
  },
};

interface Preview {
  readonly name: string;
  readonly path: string;
  readonly file: string;
  readonly port: number;
  readonly out: string | undefined;
}

async function startPreview({ name, path, file, port, out }: Preview, { note }: Terminal) {
  const server = await startPreviewServer(name, port);
  let drawing = Promise.resolve();
  let wanted = 0;
  const draw = () => {
    const ticket = ++wanted;
    // One after the other; of those that wait, only the last is worth drawing.
    drawing = drawing.then(async () => {
      if (ticket !== wanted) return;
      const drawn = await drawMascot(file);
      if (drawn.bytes && out !== undefined) await writeMascot(out, drawn.bytes).catch((error) => note(error.message));
      note(drawn.problem ? sentenceOf(drawn.problem) : `${name}: ${(drawn.bytes.length / 1000).toFixed(1)} kB`);
      server.show(drawn);
    });
  };
  const stopWatching = watchFolder(path, draw);
  draw();
  return {
    url: server.url,
    async close() {
      stopWatching();
      wanted++;
      await drawing;
      await server.close();
    },
  };
}
