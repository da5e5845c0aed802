export { type GatewayConfig, type GatewayConfigSource, type LogLevel, readGatewayConfig } from './config.js';
export { GatewayError, type GatewayErrorCode } from './errors.js';
export type { SpeechEngine, SpeechEngines } from './session/speech-engines.js';
export { GATEWAY_SETTINGS, type GatewaySetting } from './settings.js';
export { type Gateway, type GatewayParts, startGateway } from './start-gateway.js';
