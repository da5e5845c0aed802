import { CueDesk } from '../src/local/cue-desk.js';
import type { CueCommand, WorkerReport } from '../src/local/cue-protocol.js';
import type { WorkerLike } from '../src/local/cue-worker.js';

/** A worker in this thread, which works when the test says so. What crosses to it is cloned, as for a real one. */
export class ManualWorker implements WorkerLike {
  onmessage: Worker['onmessage'] = null;
  onerror: Worker['onerror'] = null;
  terminated = false;
  readonly #desk = new CueDesk();
  #commands: CueCommand[] = [];

  postMessage(command: unknown): void {
    this.#commands.push(structuredClone(command) as CueCommand);
  }

  /** Answers everything. */
  run(): void {
    for (const command of this.#commands.splice(0)) {
      const reply = this.#desk.take(command);
      if (reply) this.report(reply);
    }
  }

  /** Says something to the page, unless it was stopped. */
  report(report: WorkerReport): void {
    const event = { data: structuredClone(report) } as MessageEvent;
    if (!this.terminated) this.onmessage?.call(this as never, event);
  }

  /** What a browser does when the script is blocked, or throws. */
  die(): void {
    this.onerror?.call(this as never, { type: 'error' } as ErrorEvent);
  }

  terminate(): void {
    this.terminated = true;
  }
}
