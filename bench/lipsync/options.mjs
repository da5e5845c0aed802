import { parseArgs } from 'node:util';
import { Failure } from '../../scripts/setup/progress.mjs';
import { ENGINE_NAMES } from './engines/open-engines.mjs';

export const USAGE = `npm run bench:lipsync -- [options]

How well do mouth shapes fit the speech? Scores lip sync engines on labelled recordings.

  --data DIR             recordings: <id>.wav or .flac beside <id>.json; without it, flite speaks 60 sentences here
  --split NAME           only recordings whose "split" is NAME
  --where FIELD=VALUE    only recordings whose label or index says so; FIELD!=VALUE for the others; repeatable
  --engines A,B          of ${ENGINE_NAMES.join(', ')}; default: ours. Peers are installed on first use, into .cache/
  --cues NAME=DIR        an engine's cues from files: <id>.json, {"cues": [{"t", "v", "at"?}], "durationMs"}; repeatable
  --engine-command NAME='CMD {wav}'   an engine that prints such JSON; repeatable
  --by FIELD             also a table for each speaker, source, human, …
  --resample speaker     intervals over speakers; default: over utterances
  --earlier-by MS        moves every cue so much forward, as if the sound were delayed
  --out DIR              writes results.json, the cues of each engine, and a picture of one recording
  --picture ID           which recording; default: the one nearest to four seconds
  --markdown             prints the tables as Markdown
  --model FILE           runs ours with another model: a file as training/export.py writes it
  --decoder NAME=NUMBER  and with another setting of its decoder; repeatable
  --no-build             uses the packages as they were built last
`;

/**
 * Reads the command line.
 *
 * @param {readonly string[]} args
 * @throws {Failure} for an option that is not one.
 */
export function readOptions(args) {
  const text = { type: /** @type {const} */ ('string') };
  const list = { ...text, multiple: true, default: [] };
  const flag = { type: /** @type {const} */ ('boolean'), default: false };
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        data: text,
        split: text,
        where: list,
        engines: { ...text, default: 'ours' },
        cues: list,
        'engine-command': list,
        by: text,
        resample: { ...text, default: 'utterance' },
        'earlier-by': { ...text, default: '0' },
        out: text,
        picture: text,
        markdown: flag,
        model: text,
        decoder: list,
        'no-build': flag,
        help: flag,
      },
    }));
  } catch (error) {
    throw new Failure(`${error.message}\n\n${USAGE}`);
  }
  if (!['utterance', 'speaker'].includes(values.resample)) {
    throw new Failure(`--resample is utterance or speaker, not "${values.resample}".`);
  }
  const decoder = values.decoder.map((pair) => {
    const [, name, value] = /^(\w+)=(.+)$/.exec(pair) ?? [];
    return [name, numberOf(value, `--decoder ${pair}`)];
  });
  return {
    data: values.data,
    conditions: [...(values.split === undefined ? [] : [`split=${values.split}`]), ...values.where],
    engines: values.engines.split(',').filter((name) => name !== ''),
    cues: values.cues,
    commands: values['engine-command'],
    by: values.by,
    resample: values.resample,
    earlierByMs: numberOf(values['earlier-by'], '--earlier-by'),
    out: values.out,
    picture: values.picture,
    markdown: values.markdown,
    ours: {
      ...(values.model === undefined ? {} : { modelPath: values.model }),
      ...(decoder.length === 0 ? {} : { decoder: Object.fromEntries(decoder) }),
    },
    build: !values['no-build'],
    help: values.help,
  };
}

function numberOf(text, option) {
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(value))
    throw new Failure(`${option} needs a number.`);
  return value;
}
