import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GATEWAY_SETTINGS, type GatewaySetting } from './settings.js';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const settings: GatewaySetting[] = Object.values(GATEWAY_SETTINGS);

describe('GATEWAY_SETTINGS', () => {
  it.each(settings)('has a row in the README: $env', ({ env, flag }) => {
    const row = README.split('\n').find((line) => line.startsWith(`| \`${env}\``));
    expect(row).toBeDefined();
    if (flag === undefined) expect(row).not.toContain('--');
    else expect(row).toContain(`\`--${flag}\``);
  });

  it.each(settings.filter(({ default: text }) => !text.includes(' ') && text !== 'made at start'))(
    'has its default in the README: $env',
    ({ env, default: text }) => {
      expect(README.split('\n').find((line) => line.startsWith(`| \`${env}\``))).toContain(`\`${text}\``);
    },
  );

  it('gives secrets no flag, for other users can read command lines', () => {
    const withoutFlag = settings.filter(({ flag }) => flag === undefined).map(({ env }) => env);
    expect(withoutFlag).toEqual(['LIPWIRE_API_KEYS', 'LIPWIRE_ADMIN_KEY', 'LIPWIRE_SECRET', 'REDIS_URL']);
  });
});
