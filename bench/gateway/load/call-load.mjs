import { setTimeout as sleep } from 'node:timers/promises';
import { Call } from './call.mjs';
import { Samples } from './samples.mjs';
import {
  CYCLE_MS,
  GENERATION_COMPLETE,
  PIECE_MS,
  seededRandom,
  TURN_COMPLETE,
  timetable,
  turnTimesMs,
} from './timetable.mjs';
import { startVoiceService } from './voice-service.mjs';

/** So many calls are dialled at a time. */
const DIALLED_AT_ONCE = 32;
const OPEN_TIMEOUT_MS = 20_000;
/** A relay whose oldest message is this late is given up: it takes less than comes. */
const GIVE_UP_MS = 2_000;
const DRAIN_TIMEOUT_MS = 30_000;

/**
 * Many calls at once through one relay, both ends of each in this process.
 *
 * Messages are sent when the timetable says so, whether earlier ones have come or not: a relay that falls behind is not
 * spared. The time of a message runs from the moment at which it is written, however much still waits to leave here, to
 * the moment at which its last byte is read.
 */
export class CallLoad {
  #frames;
  #service;
  #relay;
  /** @type {Call[]} */
  #calls = [];
  #random = seededRandom(1);
  #phasesMs = [];
  /** Running number of the next piece of each call's voice and microphone. */
  #nextPiece = [];
  #running;
  #problem;
  /** Of messages that were sent in the window which is measured. */
  #window = { fromMs: Number.POSITIVE_INFINITY, untilMs: Number.NEGATIVE_INFINITY };
  #downMs = new Samples();
  #upMs = new Samples();
  #lateMs = new Samples();
  #grownBytes = 0;

  /**
   * @param {import('./spoken-frames.mjs').SpokenFrames} frames
   * @param {(callId: number, socket: import('node:stream').Duplex) => void} [onOtherCall] takes the service's end of calls
   *   that are not from here.
   */
  static async start(frames, onOtherCall = (_, socket) => socket.destroy()) {
    const load = new CallLoad();
    load.#frames = frames;
    load.#service = await startVoiceService((callId, socket, head) => {
      const call = load.#calls[callId];
      if (call === undefined) onOtherCall(callId, socket);
      else call.answer(socket, head);
    });
    return load;
  }

  /** Where a relay finds the service. */
  get servicePort() {
    return this.#service.port;
  }

  get size() {
    return this.#calls.length;
  }

  /** @param {{ port: number, pathOf: (callId: number) => string }} relay through which calls go from now on. */
  through(relay) {
    this.#relay = relay;
  }

  /** Opens or closes calls until there are so many. What runs must be stopped before. */
  async resize(size) {
    for (const call of this.#calls.splice(size)) call.close();
    while (this.#calls.length < size) {
      const count = Math.min(DIALLED_AT_ONCE, size - this.#calls.length);
      const opened = Promise.all(Array.from({ length: count }, () => this.#open()));
      const timeout = sleep(OPEN_TIMEOUT_MS, undefined, { ref: false }).then(() => {
        throw new Error(`the relay did not open calls in ${OPEN_TIMEOUT_MS / 1000} s`);
      });
      await Promise.race([opened, timeout]);
    }
  }

  /**
   * Lets all calls speak.
   *
   * @param {{ pace: number, microphone: boolean }} options
   */
  speak({ pace, microphone }) {
    const count = this.#calls.length;
    for (let call = this.#phasesMs.length; call < count; call++) {
      this.#phasesMs.push(Math.floor(this.#random() * CYCLE_MS));
      this.#nextPiece.push({ voice: Math.floor(this.#random() * this.#frames.speech.length), microphone: call });
    }
    const phasesMs = this.#phasesMs.slice(0, count);
    const tables = [{ table: timetable(phasesMs, turnTimesMs(pace), CYCLE_MS), send: this.#say }];
    if (microphone) {
      const ownPhasesMs = phasesMs.map((_, call) => (phasesMs[call] + 31 * call) % PIECE_MS);
      tables.push({ table: timetable(ownPhasesMs, [0], PIECE_MS), send: this.#reply });
    }
    this.#running = { tables, startedAtMs: performance.now(), nextMs: 0 };
    this.#tick();
  }

  /** No more messages are sent. Waits until those that were have come. */
  async stop() {
    this.#running = undefined;
    const endMs = performance.now() + DRAIN_TIMEOUT_MS;
    while (this.#calls.some(({ down, up }) => down.waiting + up.waiting > 0)) {
      this.#check();
      if (performance.now() > endMs) throw new Error('the relay did not hand over what it was sent');
      await sleep(20);
    }
  }

  /**
   * Measures what is sent in the next seconds.
   *
   * @param {number} seconds
   * @param {() => number} [readCpuSeconds] CPU time that the relay has taken so far.
   * @returns {Promise<LoadResult>}
   *
   * @typedef {object} LoadResult
   * @property {boolean} isOverloaded the relay took less than came, and measuring ended early: the figures mean nothing.
   * @property {number} seconds that it took.
   * @property {number} cpuSeconds that the relay took meanwhile.
   * @property {number} messages from the service in that time.
   * @property {{ p50: number, p99: number, max: number }} downMs time from the service to the client.
   * @property {{ p50: number, p99: number, max: number }} upMs from the client to the service; `NaN` without a microphone.
   * @property {{ p50: number, p99: number, max: number }} lateMs by how much messages were sent too late.
   * @property {number} generatorCpu share of a core that this process took.
   * @property {number} grownBytes mean number of bytes by which messages came longer than they were sent.
   */
  async measure(seconds, readCpuSeconds = () => 0) {
    for (const samples of [this.#downMs, this.#upMs, this.#lateMs]) samples.clear();
    this.#grownBytes = 0;
    const cpu = process.cpuUsage();
    const relayCpuSeconds = readCpuSeconds();
    const fromMs = performance.now();
    this.#window = { fromMs, untilMs: fromMs + 1000 * seconds };
    while (performance.now() < this.#window.untilMs && !this.#isOverloaded()) await sleep(50);
    const { user, system } = process.cpuUsage(cpu);
    const tookMs = performance.now() - fromMs;
    const cpuSeconds = readCpuSeconds() - relayCpuSeconds;
    // The slowest have not come yet. Without them the slow would look fast.
    while (this.#waitsForWindow() && !this.#isOverloaded()) await sleep(20);
    const isOverloaded = this.#isOverloaded();
    this.#window = { fromMs: Number.POSITIVE_INFINITY, untilMs: Number.NEGATIVE_INFINITY };
    return {
      isOverloaded,
      seconds: tookMs / 1000,
      cpuSeconds,
      messages: this.#downMs.count,
      downMs: this.#downMs.summary(),
      upMs: this.#upMs.summary(),
      lateMs: this.#lateMs.summary(),
      generatorCpu: (user + system) / 1000 / tookMs,
      grownBytes: this.#grownBytes / this.#downMs.count,
    };
  }

  /** Ends all calls and the service. */
  close() {
    this.#running = undefined;
    for (const call of this.#calls.splice(0)) call.close();
    this.#service.close();
  }

  async #open() {
    const callId = this.#calls.length;
    const call = new Call(this.#frames, {
      onMessage: this.#onMessage,
      onLost: (why) => {
        this.#problem ??= `a call was lost, ${why}`;
      },
    });
    this.#calls.push(call);
    await call.open(this.#relay.port, this.#relay.pathOf(callId));
  }

  #onMessage = (inFlight, direction, bytes) => {
    const { oldestSentAtMs: sentAtMs, oldestBytes: sentBytes } = inFlight;
    if (inFlight.waiting === 0 || bytes < sentBytes) {
      this.#problem ??= 'a message came that was not sent, or shorter than it was sent';
      return;
    }
    inFlight.take();
    const { fromMs, untilMs } = this.#window;
    if (sentAtMs < fromMs || sentAtMs >= untilMs) return;
    const tookMs = performance.now() - sentAtMs;
    if (direction === 'up') {
      this.#upMs.add(tookMs);
      return;
    }
    this.#downMs.add(tookMs);
    this.#grownBytes += bytes - sentBytes;
  };

  #tick = () => {
    const running = this.#running;
    if (running === undefined) return;
    const nowMs = performance.now();
    for (; running.startedAtMs + running.nextMs <= nowMs; running.nextMs++) {
      const dueAtMs = running.startedAtMs + running.nextMs;
      for (const { table, send } of running.tables) {
        const ms = running.nextMs % table.cycleMs;
        const end = table.starts[ms + 1];
        for (let entry = table.starts[ms]; entry < end; entry++) {
          send(table.calls[entry], table.events[entry], dueAtMs);
        }
      }
    }
    setTimeout(this.#tick, 1);
  };

  #say = (callId, event, dueAtMs) => {
    const call = this.#calls[callId];
    if (call.down.isFull) return;
    const { speech, generationComplete, turnComplete } = this.#frames;
    const frame =
      event === GENERATION_COMPLETE
        ? generationComplete
        : event === TURN_COMPLETE
          ? turnComplete
          : speech[this.#nextPiece[callId].voice++ % speech.length];
    const nowMs = performance.now();
    if (nowMs >= this.#window.fromMs && nowMs < this.#window.untilMs) this.#lateMs.add(nowMs - dueAtMs);
    call.say(frame, nowMs);
  };

  #reply = (callId) => {
    const call = this.#calls[callId];
    if (call.up.isFull) return;
    const { microphone } = this.#frames;
    call.reply(microphone[this.#nextPiece[callId].microphone++ % microphone.length], performance.now());
  };

  #isOverloaded() {
    this.#check();
    const givenUpMs = performance.now() - GIVE_UP_MS;
    return this.#calls.some(
      ({ down, up }) =>
        (down.waiting > 0 && down.oldestSentAtMs < givenUpMs) || (up.waiting > 0 && up.oldestSentAtMs < givenUpMs),
    );
  }

  #waitsForWindow() {
    const { untilMs } = this.#window;
    return this.#calls.some(
      ({ down, up }) =>
        (down.waiting > 0 && down.oldestSentAtMs < untilMs) || (up.waiting > 0 && up.oldestSentAtMs < untilMs),
    );
  }

  #check() {
    if (this.#problem !== undefined) throw new Error(this.#problem);
  }
}
