import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Failure } from '../setup/progress.mjs';
import { ROOT, workspaces } from '../setup/repository.mjs';

const SKIPPED = /^(node_modules|dist|\.git|\.next|\.cache|runs|data)$/;

/** Shows that every relative link in the documentation leads to a file, and to a heading of it where it names one. */
export async function checkLinks(root = ROOT) {
  const problems = workspaces(root)
    .filter(({ folder }) => !existsSync(join(root, folder, 'README.md')))
    .map(({ folder }) => `${folder} has no README.md`);
  for (const page of markdownFiles(root)) {
    for (const target of linksOf(readFileSync(page, 'utf8'))) {
      if (!leadsSomewhere(page, target, root)) problems.push(`${relative(root, page)}: ${target} leads nowhere`);
    }
  }
  if (problems.length > 0) throw new Failure(problems.join('\n'));
}

function* markdownFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (SKIPPED.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* markdownFiles(path);
    else if (entry.name.endsWith('.md')) yield path;
  }
}

/** The targets of links and images, code aside. */
export function linksOf(markdown) {
  const prose = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)];
  const references = [...prose.matchAll(/^\s*\[[^\]]+\]:\s+<?(\S+?)>?(?:\s|$)/gm)];
  const html = [...prose.matchAll(/<(?:img|a|source)\s[^>]*?(?:src|srcset|href)="([^"]+)"/g)];
  return [...inline, ...references, ...html].map(([, target]) => target);
}

function leadsSomewhere(page, target, root) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return true;
  const [path = '', heading] = decodeURI(target).split('#');
  const file = path === '' ? page : path.startsWith('/') ? join(root, path) : join(dirname(page), path);
  // What lies outside of the repository is not there for its readers.
  if (relative(root, file).startsWith('..') || !existsSync(file)) return false;
  if (!heading || !file.endsWith('.md') || statSync(file).isDirectory()) return true;
  return anchorsOf(readFileSync(file, 'utf8')).includes(heading.toLowerCase());
}

/** The names that GitHub gives to headings. */
export function anchorsOf(markdown) {
  const counts = new Map();
  const prose = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
  return [...prose.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, title]) => {
    const slug = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}
