import { basename } from 'node:path';
import { mouthSource } from '@lipwire/browser/doctor';
import { VISEMES } from '@lipwire/cues';
import type { Examination } from './examination.js';
import { mouthLine } from './report-text.js';

const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1060px; margin: 2rem auto; padding: 0 1rem; }
header { display: flex; gap: 2rem; align-items: center; flex-wrap: wrap; }
header svg { width: 220px; max-height: 260px; background: #e9e6df; border-radius: 12px; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { opacity: .65; } dd { margin: 0; overflow-wrap: anywhere; }
.remark { border-left: 3px solid #d98b00; padding: .1rem .8rem; margin: .6rem 0; }
pre { white-space: pre-wrap; border: 1px solid var(--line); border-radius: 8px; padding: .7rem; }
ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: .8rem; list-style: none; padding: 0; }
li { border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
li svg { display: block; width: 100%; aspect-ratio: 4 / 3; background: #e9e6df; }
li p { margin: .35rem .6rem .5rem; font-size: 13px; line-height: 1.35; overflow-wrap: anywhere; }
li b { font-size: 14px; } .stand-in { border-color: #d98b00; } .stand-in em { color: #d98b00; font-style: normal; }
`;

/** The report as a page that needs nothing but itself, with a picture of each mouth. */
export function reportHtml(path: string, sizeBytes: number, examination: Examination): string {
  const { artboard, stateMachine, viewModel, width, height, report, diagnosis, mouths, picture } = examination;
  const name = escaped(basename(path));
  const facts: [string, string][] = [
    ['size', `${(sizeBytes / 1000).toFixed(1)} kB`],
    ['artboard', `${artboard}, ${width} x ${height}`],
    ['state machine', stateMachine ?? 'none'],
    ['view model', viewModel ?? 'none'],
    ['mouth', mouthLine(examination)],
    ['missing', report.missing.join(', ') || 'nothing'],
  ];
  const cells = mouths.map(({ visemeId, svg, likeSilence }) => {
    const { name: sound = '', example = '' } = VISEMES[visemeId] ?? {};
    const { shape = 'rest', insteadOf } = report.shapes[visemeId] ?? {};
    const instead = insteadOf === undefined ? '' : `<br><em>instead of ${escaped(insteadOf)}</em>`;
    const alike = likeSilence ? '<br><em>looks like silence</em>' : '';
    const kind = insteadOf === undefined && !likeSilence ? '' : ' class="stand-in"';
    return `<li${kind}>${svg}<p><b>${visemeId} ${escaped(sound)}</b> ${escaped(example)}<br>${escaped(shape)}${instead}${alike}</p></li>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${name}: mouths</title><style>${STYLE}</style></head><body>
<header>${picture}<div><h1>${name}</h1><dl>${facts
    .map(([term, text]) => `<dt>${term}</dt><dd>${escaped(text)}</dd>`)
    .join('')}</dl></div></header>
${diagnosis.remarks.map((remark) => `<p class="remark">${escaped(remark)}</p>`).join('\n')}
${diagnosis.mouth ? `<pre>mouth={${escaped(mouthSource(diagnosis.mouth))}}</pre>` : ''}
<ol>${cells.join('\n')}</ol>
</body></html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
