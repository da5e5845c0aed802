/**
 * Replaces what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`.
 *
 * @param {string} page Markdown.
 * @param {string} name
 * @param {string} content
 * @throws {Error} for a page without such a section.
 */
export function replaceSection(page, name, content) {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no section from "${begin}" to "${end}"`);
  return `${page.slice(0, from + begin.length)}\n\n${content}\n\n${page.slice(to)}`;
}
