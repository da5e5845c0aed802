// Stands in the page before anything else. Frames come 120 times a second, whatever the screen does, and every callback is
// timed: ours, which the build sends to `lipwireFrame`, and Rive's, which are all others.
const FRAME_MS = 1000 / 120;
const MAX_FRAMES = 200_000;

let waiting = [];
let nextMs = performance.now();
let handle = 0;
let frames = 0;
const times = {
  atMs: new Float64Array(MAX_FRAMES),
  own: new Float64Array(MAX_FRAMES),
  rive: new Float64Array(MAX_FRAMES),
};

function request(callback, own) {
  waiting.push({ callback, own, handle: ++handle });
  return handle;
}
globalThis.requestAnimationFrame = (callback) => request(callback, false);
globalThis.lipwireFrame = (callback) => request(callback, true);
globalThis.cancelAnimationFrame = (cancelled) => {
  waiting = waiting.filter((entry) => entry.handle !== cancelled);
};

function draw() {
  const now = performance.now();
  const due = waiting;
  waiting = [];
  let [own, rive] = [0, 0];
  let lastMs = performance.now();
  for (const entry of due) {
    entry.callback(now);
    const endMs = performance.now();
    if (entry.own) own += endMs - lastMs;
    else rive += endMs - lastMs;
    lastMs = endMs;
  }
  // Only frames in which both have something to do: the mascot is drawn, and it speaks.
  if (own > 0 && rive > 0 && frames < MAX_FRAMES) {
    times.atMs[frames] = now;
    times.own[frames] = own;
    times.rive[frames] = rive;
    frames++;
  }
  nextMs = Math.max(nextMs + FRAME_MS, performance.now());
  setTimeout(draw, nextMs - performance.now());
}
setTimeout(draw);

const messages = [];
globalThis.lipwireMessage = (handle) => {
  const startMs = performance.now();
  handle();
  messages.push({ atMs: startMs, ms: performance.now() - startMs });
};

const longTasks = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) longTasks.push({ startTime, duration });
}).observe({ type: 'longtask', buffered: true });

/** How much of a task was ours. */
function ownWithin({ startTime, duration }) {
  const isWithin = (atMs) => atMs >= startTime && atMs < startTime + duration;
  let ownMs = 0;
  for (let i = 0; i < frames; i++) if (isWithin(times.atMs[i])) ownMs += times.own[i];
  for (const { atMs, ms } of messages) if (isWithin(atMs)) ownMs += ms;
  return ownMs;
}

globalThis.frameProbe = {
  /** What was measured since a time of `performance.now()`. */
  since(fromMs) {
    let first = 0;
    while (first < frames && times.atMs[first] < fromMs) first++;
    return {
      own: Array.from(times.own.subarray(first, frames)),
      rive: Array.from(times.rive.subarray(first, frames)),
      messages: messages.filter(({ atMs }) => atMs >= fromMs).map(({ ms }) => ms),
      longTasks: longTasks.map((task) => ({ ...task, ownMs: ownWithin(task) })),
    };
  },
};
