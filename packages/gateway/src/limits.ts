/*
 * Every bound of the gateway in one place. Whatever comes over a socket meets one of them.
 */

const KIB = 1024;
const MIB = 1024 * KIB;

/** Time that a wrapped token is good for starting a session, in milliseconds. */
export const TOKEN_LIFETIME_MS = 10 * 60_000;

/**
 * How far the clocks of two gateways may be apart, in milliseconds. A gateway that is ahead shortens the life of its
 * neighbour's tokens, one that is behind lengthens it; single use holds either way, because used tokens are remembered
 * that much longer. A token from further in the future than this is refused.
 */
export const MAX_CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Time that a used token is remembered, in milliseconds: as long as any gateway may think it alive.
 */
export const USED_TOKEN_RECORD_MS = TOKEN_LIFETIME_MS + MAX_CLOCK_SKEW_MS;

/** Used tokens remembered in memory, at about 150 bytes each. Beyond it new calls are put off, never old records. */
export const MAX_USED_TOKEN_RECORDS = 200_000;

/**
 * Body of `POST /v1/get-signed-url`. A real one is about 300 bytes. It bounds depth and number of fields, too: 64 KiB of
 * brackets are read in some milliseconds, without recursion.
 */
export const MAX_BODY_BYTES = 64 * KIB;

/** How much of a body that is too large is read and thrown away, so that its sender lives to read the answer. */
export const MAX_DISCARDED_BODY_BYTES = MIB;

/** Longest credential that is accepted: sealed and in a URL it must fit Node's 16 KiB of request headers. */
export const MAX_CREDENTIAL_CHARS = 4 * KIB;

/** Longest wrapped token that is looked at. */
export const MAX_SEALED_TOKEN_CHARS = 8 * KIB;

/** Request line and headers, and with them the length of a query and the number of its fields; more is answered 431. */
export const MAX_REQUEST_HEAD_BYTES = 16 * KIB;

/** Connections beside those of the clients that `MAX_UNADMITTED_CLIENTS` and the settings allow; more are dropped. */
export const MAX_HTTP_CONNECTIONS = 1_024;

/** Time for a whole HTTP request to arrive, in milliseconds. */
export const HTTP_REQUEST_TIMEOUT_MS = 10_000;

/** Callers and keys whose request rate is remembered. */
export const MAX_RATE_LIMITED_CALLERS = 10_000;

/**
 * Largest message that the gateway makes by adding a field: the default limit of the Python SDK's WebSocket library,
 * which closes the call with 1009 above it.
 */
export const MAX_ANNOTATED_MESSAGE_BYTES = MIB;

/**
 * Largest message of upstream that is listened to; larger ones pass unread, as nothing could be added to them anyway.
 * Reading is `JSON.parse`, and whatever else it takes, all calls wait for it: on a shared server core 1 MiB of text took
 * 16 ms, and 1 MiB of nothing but brackets 0.27 s; 16 MiB of them would take 6 s.
 */
export const MAX_HEARD_MESSAGE_BYTES = MAX_ANNOTATED_MESSAGE_BYTES;

/** Cues that wait for a message to ride on; about 10 minutes of speech. */
export const MAX_WAITING_CUES = 8_192;

/**
 * Waiting bytes at which a side is no longer read from; at a quarter of it, it is read from again. Two seconds of
 * speech that comes at four times its pace are 0.5 MiB.
 */
export const BACKLOG_HIGH_BYTES = MIB;

/** What a message costs while it waits for a side to take it, beside its own bytes. Measured: 0.7 KiB. */
export const WAITING_MESSAGE_BYTES = KIB;

/**
 * What a side may bring within `RUSH_MS` before others go first, each message with what it costs beside its bytes: five
 * pieces of 100 ms of speech. At four times its pace speech brings one each 25 ms.
 */
export const RUSH_BYTES = 32 * KIB;
export const RUSH_MS = 10;

/**
 * Reads of a connection of which one frame may be put together. A frame of 16 MiB takes 12,000 reads of one network
 * packet each.
 */
export const MAX_READS_PER_FRAME = 16_384;

/** Fragments of one message, which cost memory even if they are empty; more close that side's socket (1008). */
export const MAX_MESSAGE_FRAGMENTS = 16_384;

/** Time for upstream to accept the WebSocket, in milliseconds. */
export const UPSTREAM_TIMEOUT_MS = 10_000;

/** Time for a client to read what it was sent before the close, in milliseconds. */
export const CLIENT_CLOSE_TIMEOUT_MS = 10_000;

/** Time for upstream to end the TCP connection after a close, in milliseconds. The client waits for nothing here. */
export const UPSTREAM_CLOSE_TIMEOUT_MS = 2_000;

/** Time for a refused client to take the reason, in milliseconds. */
export const REFUSAL_LINGER_MS = 2_000;

/** Refused clients and clients under examination that may exist beside the sessions. */
export const MAX_UNADMITTED_CLIENTS = 512;

/** Time for calls to take the news when the gateway stops, in milliseconds. */
export const SHUTDOWN_GRACE_MS = 2_000;

/** Time between two samples for the live page, in milliseconds. */
export const SAMPLE_INTERVAL_MS = 2_000;

/** Samples that are kept of each gateway: five minutes. */
export const SAMPLES_KEPT = 150;

/** Time for the last traces to be taken when the gateway stops, in milliseconds. */
export const TRACES_FLUSH_MS = 2_000;

/** Time for Redis to answer, in milliseconds. */
export const REDIS_TIMEOUT_MS = 2_000;

/**
 * Time without a byte either way after which the connection to Redis is opened anew, in milliseconds. While all is well
 * something is asked every second; a machine that lost its power would otherwise be waited for a quarter of an hour.
 */
export const REDIS_SILENCE_MS = 10_000;

/** Time between two looks at the caps of the calls and at the requests to end some, in milliseconds. */
export const LEASH_TICK_MS = 1_000;

/** Looks at the caps for each time that leases are renewed and speech is booked: every 5 s. */
export const LEASH_TICKS_PER_BEAT = 5;

/** Time for which a call stays in the register of live sessions without being renewed, in milliseconds: four beats. */
export const SESSION_LEASE_MS = 20_000;

/** Time for which the speech of a day is remembered after the last call that added to it, in milliseconds. */
export const AUDIO_LEDGER_RECORD_MS = 48 * 3_600_000;

/** Live sessions on one page of `GET /v1/sessions`: without `limit`, and at most. */
export const SESSIONS_PER_PAGE = 100;
export const MAX_SESSIONS_PER_PAGE = 500;

/** Time that `DELETE /v1/sessions/:id` waits for the call to end before it answers 202, in milliseconds. */
export const END_REQUEST_TIMEOUT_MS = 3_000;
