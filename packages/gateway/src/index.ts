export { digestOfKey, type KeyDigest } from './auth/key-digest.js';
export { DEFAULT_TENANT_NAME, type Tenant, type TenantLimits } from './auth/tenant.js';
export { type GatewayConfig, readGatewayConfig } from './config/config.js';
export type { GatewayConfigSource } from './config/given-settings.js';
export { GATEWAY_SETTINGS, type GatewaySetting } from './config/settings.js';
export { GatewayError, type GatewayErrorCode } from './errors.js';
export type { LogLevel } from './observe/log.js';
export type { SpeechEngine, SpeechEngines } from './session/speech-engines.js';
export { type Gateway, type GatewayParts, startGateway } from './start-gateway.js';
