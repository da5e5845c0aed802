/*
 * A gateway in a process of its own, with short leases: for a test that kills it. Settings come from the environment;
 * `MAX_SESSIONS` is the cap of its one tenant, `LEASE_MS` the lease of its calls.
 */
import process from 'node:process';
import { readGatewayConfig, startGateway } from '@lipwire/gateway';

const config = readGatewayConfig({ env: process.env });
const limits = { maxSessions: Number(process.env.MAX_SESSIONS) };
const tenants = config.tenants.map((tenant) => ({ ...tenant, limits }));
const gateway = await startGateway(
  { ...config, tenants },
  { sessionLeaseMs: Number(process.env.LEASE_MS), leashTickMs: 20 },
);
console.log(`gateway ${gateway.url}`);
