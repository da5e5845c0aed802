/**
 * How far a call is: `connecting` until the voice service has accepted it, `ending` from the moment the gateway hangs up
 * until both sides have closed.
 */
export type LiveSessionState = 'connecting' | 'open' | 'ending';

/**
 * A call as the register knows it: what an operator needs to find a call, to judge it and to end it. Nothing in it leads
 * to a person or opens anything: no address, no key, no token, no handle, no word that was said.
 */
export interface LiveSession {
  /** Id under which log lines and close reasons speak of the call. */
  readonly id: string;
  /** Id of the gateway that carries it. */
  readonly gateway: string;
  /** Name of the tenant it belongs to. */
  readonly tenant: string;
  /** Wall time of its start in milliseconds since 1970. */
  readonly startedAtMs: number;
  readonly visemeModel: string;
  /** Of the voice service's interface: `v1beta`, `v1alpha`. */
  readonly apiVersion: string;
  readonly state: LiveSessionState;
  /** Speech of the voice service so far, in milliseconds of media time. */
  readonly audioMs: number;
  /** Turns of the voice service that were completed or interrupted. */
  readonly turns: number;
  /** Wall time at which somebody last spoke, in milliseconds since 1970; speech that still plays counts to its end. */
  readonly lastSpokenAtMs: number;
}

/** Where a call stands in the order of the register: by start, then by id. Also the place to read on from. */
export function positionOf({ startedAtMs, id }: Pick<LiveSession, 'startedAtMs' | 'id'>): string {
  return `${String(Math.round(startedAtMs)).padStart(14, '0')}:${id}`;
}
