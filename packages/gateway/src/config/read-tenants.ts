import type { KeyDigest } from '../auth/key-digest.js';
import { DEFAULT_TENANT_NAME, type Tenant, type TenantLimits } from '../auth/tenant.js';
import type { FileTenant } from './config-file.js';
import { settingLabel } from './given-settings.js';
import { invalid } from './invalid.js';
import { GATEWAY_SETTINGS, type SettingValues } from './settings.js';

/**
 * Brings the tenants together: those of the file, and `default`, to whom the keys belong that are given without a tenant.
 * Each gets the gateway's limits where it has none of its own.
 *
 * @throws GatewayError `GATEWAY_CONFIG_INVALID` if there is no key at all, or one key or name twice.
 */
export function readTenants(values: SettingValues, fromFile: readonly FileTenant[]): readonly Tenant[] {
  const { apiKeys, requestsPerMinute, tenantMaxSessions: maxSessions } = values;
  const { maxSessionSeconds, maxIdleSeconds, maxAudioSecondsPerDay } = values;
  const forAll = { requestsPerMinute, maxSessions, maxSessionSeconds, maxIdleSeconds, maxAudioSecondsPerDay };
  const tenants = fromFile.map(({ name, apiKeys, allowedOrigins = [], limits }) => ({
    ...{ name, apiKeyDigests: apiKeys, allowedOrigins },
    limits: withoutNull({ ...forAll, ...limits }),
  }));
  refuseDoubles(fromFile, apiKeys);
  if (apiKeys.length === 0) {
    if (tenants.length > 0) return tenants;
    throw invalid(
      `${settingLabel(GATEWAY_SETTINGS.apiKeys)} must hold at least one key, unless the file of ${GATEWAY_SETTINGS.config.env} has tenants: \`lipwire key\` makes one.`,
    );
  }
  const own = tenants.find(({ name }) => name === DEFAULT_TENANT_NAME);
  const others = tenants.filter((tenant) => tenant !== own);
  const base = own ?? { name: DEFAULT_TENANT_NAME, apiKeyDigests: [], allowedOrigins: [], limits: forAll };
  return [{ ...base, apiKeyDigests: [...new Set([...base.apiKeyDigests, ...apiKeys])] }, ...others];
}

/** `null` in the file takes away a limit that all others have. */
function withoutNull(limits: { readonly [Name in keyof TenantLimits]: TenantLimits[Name] | null }): TenantLimits {
  return Object.fromEntries(Object.entries(limits).map(([name, limit]) => [name, limit ?? undefined]));
}

function refuseDoubles(tenants: readonly FileTenant[], defaultKeys: readonly KeyDigest[]): void {
  const names = new Map<string, number>();
  const owners = new Map<KeyDigest, string>(defaultKeys.map((key) => [key, DEFAULT_TENANT_NAME]));
  tenants.forEach(({ name, apiKeys }, t) => {
    const before = names.get(name);
    if (before !== undefined) throw invalid(`tenants[${t}].name must be another than that of tenants[${before}].`);
    names.set(name, t);
    apiKeys.forEach((key, k) => {
      const owner = owners.get(key) ?? name;
      if (owner !== name)
        throw invalid(`tenants[${t}].apiKeys[${k}] must not be a key of ${JSON.stringify(owner)} too.`);
      owners.set(key, name);
    });
  });
}
