import { GoogleGenAI, type Session } from '@google/genai';
import type { LiveConnectRequest } from '@lipwire/browser/session';
import type { SignedSession } from './signed-session';

/** Opens one connection; {@link connectLive} is the real one. */
export type ConnectLive = (session: SignedSession, request: LiveConnectRequest) => Promise<Session>;

/** Opens a connection with the official SDK, as any app does: nothing here knows of mascots. */
export const connectLive: ConnectLive = ({ baseUrl, ephemeralToken, model }, { callbacks }) =>
  new GoogleGenAI({ apiKey: ephemeralToken, httpOptions: { baseUrl } }).live.connect({
    model,
    // The token holds the whole setup, the handle among it, and the service ignores what is asked for beside it.
    config: {},
    callbacks,
  });
