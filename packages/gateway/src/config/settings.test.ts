import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GATEWAY_SETTINGS } from './settings.js';

const PAGE = readFileSync(new URL('../../../../docs/gateway-configuration.md', import.meta.url), 'utf8');
const settings = Object.entries(GATEWAY_SETTINGS).map(([name, setting]) => ({ name, ...setting }));

/** A setting's line in the table of docs/gateway-configuration.md. */
function rowOf({
  name,
  env,
  flag,
  fileSchema,
  default: byDefault,
  isReloaded,
  description,
}: (typeof settings)[number]) {
  const isValue = !byDefault.includes(' ') && byDefault !== 'none';
  const cells = [
    `\`${env}\``,
    flag === undefined ? '' : `\`--${flag}\``,
    fileSchema === undefined ? '' : `\`${name}\``,
    isValue ? `\`${byDefault}\`` : byDefault,
    isReloaded ? 'yes' : '',
    description,
  ];
  return `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |');
}

describe('GATEWAY_SETTINGS', () => {
  it('are the table in docs/gateway-configuration.md, in their order', () => {
    const rows = PAGE.split('\n').filter((line) => /^\| `(LIPWIRE|REDIS)_/.test(line));
    expect(rows).toEqual(settings.map(rowOf));
  });

  it('give secrets no flag, for other users can read command lines', () => {
    const withoutFlag = settings.filter(({ flag }) => flag === undefined).map(({ env }) => env);
    expect(withoutFlag).toEqual([
      ...['LIPWIRE_API_KEYS', 'LIPWIRE_ADMIN_KEY', 'LIPWIRE_SECRET', 'LIPWIRE_EXTRA_SECRETS', 'LIPWIRE_SECRET_FILE'],
      'REDIS_URL',
    ]);
  });

  it('keep what opens something out of the file, save as digests', () => {
    const inNoFile = settings.filter(({ fileSchema }) => fileSchema === undefined).map(({ name }) => name);
    expect(inNoFile).toEqual(['config', 'secret', 'extraSecrets']);
  });
});
