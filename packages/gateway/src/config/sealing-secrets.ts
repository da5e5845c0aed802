import { readFileSync } from 'node:fs';
import { settingLabel } from './given-settings.js';
import { invalid } from './invalid.js';
import { GATEWAY_SETTINGS, type SettingValues } from './settings.js';

/**
 * Brings the sealing keys together.
 *
 * @returns the key that seals, then those that only open; none: the gateway is to make one.
 * @throws GatewayError `GATEWAY_CONFIG_INVALID`.
 */
export function readSealingSecrets({ secret, secretFile, extraSecrets, redisUrl }: SettingValues): readonly string[] {
  const names = GATEWAY_SETTINGS;
  if (secret !== undefined && secretFile !== undefined) {
    throw invalid(`${names.secret.env} and ${names.secretFile.env} (or secretFile) must not both be set.`);
  }
  const sealing = secretFile === undefined ? [secret ?? []].flat() : readSecretFile(secretFile);
  if (sealing.length > 0) return [...new Set([...sealing, ...extraSecrets])];
  if (extraSecrets.length > 0) {
    throw invalid(`${names.extraSecrets.env} only open tokens: ${names.secret.env} must be set too, to seal them.`);
  }
  if (redisUrl === undefined) return [];
  throw invalid(
    `${names.secret.env} (or ${names.secretFile.env}) must be set, the same on every gateway, when ${names.redisUrl.env} is: any of them may open a token.`,
  );
}

/** One key a line, so that a change of keys is one change of one file. Empty lines do not count. */
function readSecretFile(path: string): string[] {
  const label = settingLabel(GATEWAY_SETTINGS.secretFile);
  const lines = linesOf(path, label);
  if (lines.length === 0) throw invalid(`${label} names a file that holds no key: try \`openssl rand -hex 32\`.`);
  lines.forEach((line, i) => {
    const result = GATEWAY_SETTINGS.secret.schema.safeParse(line);
    if (!result.success) throw invalid(`Key ${i + 1} in the file of ${label} ${result.error.issues[0]?.message}.`);
  });
  return lines;
}

function linesOf(path: string, label: string): string[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.map((line) => line.trim()).filter(Boolean);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code;
    throw invalid(`${label} names ${JSON.stringify(path)}, which cannot be read (${why}).`, cause);
  }
}
