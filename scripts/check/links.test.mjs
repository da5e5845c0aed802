import { describe, expect, it } from 'vitest';
import { anchorsOf, linksOf } from './links.mjs';

describe('linksOf', () => {
  it('finds links, images, references and HTML', () => {
    const page = '[a](a.md#x "title") ![b](<b.png>)\n\n[c]: c.md\n<img alt="" src="d.png">';
    expect(linksOf(page)).toEqual(['a.md#x', 'b.png', 'c.md', 'd.png']);
  });

  it('leaves code alone', () => {
    expect(linksOf('`[a](a.md)`\n```md\n[b](b.md)\n```\n')).toEqual([]);
  });
});

describe('anchorsOf', () => {
  it('names headings as GitHub does', () => {
    expect(anchorsOf('# A title, with `code`!\n## Twice\n## Twice\n### [Link](x.md) here\n')).toEqual([
      'a-title-with-code',
      'twice',
      'twice-1',
      'link-here',
    ]);
  });
});
