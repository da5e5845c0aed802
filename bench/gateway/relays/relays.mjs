import { freePort } from '../../../scripts/run/free-port.mjs';
import { startNodeRelay } from './node-relay.mjs';
import { findNginx, startNginx } from './start-nginx.mjs';

/**
 * A relay that runs on a core of its own.
 *
 * @typedef {object} RunningRelay
 * @property {number} port
 * @property {(callId: number) => string} pathOf path and query with which a call is opened.
 * @property {number} pid of the process that does the work.
 * @property {() => Promise<{ rss: number, heldBytes?: number }>} memory in bytes; `heldBytes`: objects and buffers that are
 *   alive after a garbage collection, of a Node program.
 * @property {() => Promise<void>} stop
 */

/**
 * What is measured, in the order of the table.
 *
 * @typedef {{ servicePort: number, core: number, env?: Record<string, string> }} RelayPlace `env`: settings of the gateway
 *   beside those of every run.
 * @typedef {{ id: string, title: string, addsVisemes?: boolean, start: (place: RelayPlace) => Promise<RunningRelay>, missing?: () => string | undefined }} Relay
 * @type {readonly Relay[]}
 */
export const RELAYS = [
  { id: 'engine-on', title: 'Lipwire, engine on', addsVisemes: true, start: (place) => startLipwire(place, 'default') },
  { id: 'engine-off', title: 'Lipwire, engine off', start: (place) => startLipwire(place, 'none') },
  { id: 'bare', title: 'bare relay on `ws`', start: startBare },
  {
    id: 'nginx',
    title: 'nginx as a proxy',
    start: startNginx,
    missing: () => (findNginx() ? undefined : 'nginx is not installed: its rows are left out.'),
  },
];

const API_KEY = 'a-key-for-the-benchmark';
const PLENTY = '1000000';
const FIRST_PORT = 18_700;
const LIPWIRE = new URL('../../../packages/lipwire/bin/lipwire.js', import.meta.url);
const BARE = new URL('./bare-program.mjs', import.meta.url);

/**
 * The gateway as its command runs it. Calls come by the direct channel: how a call is admitted is not what is measured.
 *
 * @param {RelayPlace} place
 * @param {string} visemeModel
 */
async function startLipwire({ servicePort, core, env }, visemeModel) {
  const port = await freePort(FIRST_PORT);
  return await startNodeRelay(LIPWIRE, ['gateway'], {
    core,
    port,
    env: {
      LIPWIRE_PORT: String(port),
      LIPWIRE_API_KEYS: API_KEY,
      LIPWIRE_GEMINI_URL: `http://127.0.0.1:${servicePort}`,
      LIPWIRE_MAX_SESSIONS: PLENTY,
      LIPWIRE_REQUESTS_PER_MINUTE: PLENTY,
      LIPWIRE_LOG_LEVEL: 'error',
      ...env,
    },
    pathOf: (id) => `/v1/conversation/gemini?key=${id}&mascot_key=${API_KEY}&viseme_model=${visemeModel}`,
  });
}

/** @param {RelayPlace} place */
async function startBare({ servicePort, core }) {
  const port = await freePort(FIRST_PORT);
  const env = { SERVICE_PORT: String(servicePort), PORT: String(port) };
  return await startNodeRelay(BARE, [], { core, port, env, pathOf: (id) => `/?key=${id}` });
}
