import { readFile } from 'node:fs/promises';
import { VISEMES } from '@lipwire/cues';
import { expect, test } from 'vitest';

test('the table in docs/visemes.md has the phones and examples of the alphabet', async () => {
  const page = await readFile(new URL('../../../docs/visemes.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| \d/.test(line));
  expect(rows.map((row) => row.split(' | ').slice(0, 3).join(' | '))).toEqual(
    VISEMES.map(({ id, phones, example }) => `| ${id} | ${phones.join(' ')} | ${example}`),
  );
});
