import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every code that a `type …ErrorCode = 'A' | 'B'` of the packages names. */
function codesInSources(): string[] {
  const files = readdirSync(`${ROOT}/packages`).flatMap((name) =>
    readdirSync(`${ROOT}/packages/${name}/src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /errors?\.ts$/.test(file))
      .map((file) => `${ROOT}/packages/${name}/src/${file}`),
  );
  return files.flatMap((file) => {
    const declarations = readFileSync(file, 'utf8').matchAll(/type \w+ErrorCode =([^;]+);/g);
    return [...declarations].flatMap(([, union = '']) =>
      [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code ?? ''),
    );
  });
}

it('docs/errors.md lists every error code of the packages, and no other', () => {
  const page = readFileSync(`${ROOT}/docs/errors.md`, 'utf8').split('## Microphone and camera')[0] ?? '';
  // A row's codes stand in the first cell that begins with one.
  const listed = [...page.matchAll(/^\|[^\n]*/gm)].flatMap(([row]) => {
    const cell = row.split('|').find((text) => text.trim().startsWith('`')) ?? '';
    return [...cell.matchAll(/`([A-Z]+_[A-Z_]+)`/g)].map(([, code]) => code);
  });
  const known = codesInSources();
  expect(known.length).toBeGreaterThan(40);
  expect([...new Set(listed)].sort()).toEqual([...new Set(known)].sort());
});

it('docs/errors.md lists every trouble of a microphone and a camera, and no other', () => {
  const source = readFileSync(`${ROOT}/packages/browser/src/capture/capture-problem.ts`, 'utf8');
  const reasons = [...(source.match(/type Reason =([^;]+);/)?.[1] ?? '').matchAll(/'([A-Z_]+)'/g)].map(
    ([, name]) => name,
  );
  const known = reasons.flatMap((reason) => [`BROWSER_MICROPHONE_${reason}`, `BROWSER_CAMERA_${reason}`]);
  const [, section = ''] = readFileSync(`${ROOT}/docs/errors.md`, 'utf8').split(/## Microphone and camera|## The demo/);
  const listed = [...section.matchAll(/`(BROWSER_[A-Z_]+)`/g)].map(([, code]) => code);
  expect(known.length).toBeGreaterThan(20);
  expect(listed.sort()).toEqual([...known, 'BROWSER_MICROPHONE_LOCKED'].sort());
});
