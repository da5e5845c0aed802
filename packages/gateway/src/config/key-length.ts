import { isKeyDigest } from '../auth/key-digest.js';
import { type GatewayConfigSource, givenText, listOf, settingLabel } from './given-settings.js';
import { invalid } from './invalid.js';
import { GATEWAY_SETTINGS, type SettingValues } from './settings.js';

/** Characters of a key that can be called random: 16 of base64url are 96 bits. What `lipwire key` makes has 192. */
const MIN_KEY_CHARS = 16;

/**
 * Refuses keys that could be guessed, where strangers could try: on a gateway that listens for other machines, or that a
 * public URL leads to. On one that is for this machine alone any key will do. A digest cannot be judged.
 *
 * @throws GatewayError `GATEWAY_CONFIG_INVALID`.
 */
export function refuseShortKeys(source: GatewayConfigSource, { host, publicUrl }: SettingValues): void {
  if (isThisMachine(host) && (publicUrl === undefined || isThisMachine(new URL(publicUrl).hostname))) return;
  for (const setting of [GATEWAY_SETTINGS.apiKeys, GATEWAY_SETTINGS.adminKey]) {
    const keys = listOf(givenText(setting, source) ?? '');
    if (!keys.some((key) => !isKeyDigest(key) && key.length < MIN_KEY_CHARS)) continue;
    const where = 'on a gateway that other machines can reach: `lipwire key` makes one';
    throw invalid(`${settingLabel(setting)} must hold keys of ${MIN_KEY_CHARS} characters or more ${where}.`);
  }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
