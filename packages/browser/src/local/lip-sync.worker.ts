import { CueDesk } from './cue-desk.js';
import type { CueCommand, WorkerReport } from './cue-protocol.js';

const desk = new CueDesk();
// The same call in a worker as in a window: no origin to name.
const post = (report: WorkerReport) => globalThis.postMessage(report, {});

globalThis.onmessage = ({ data }: MessageEvent<CueCommand>) => {
  const reply = desk.take(data);
  if (reply) post(reply);
};
post('ready');
