import { buildControls, make } from '/controls.js';
import { Mouth } from '/mouth.js';
import { Player } from '/player.js';

const GROUNDS = { warm: '#f4efe9', white: '#ffffff', dark: '#22232b', transparent: undefined };
/** What a mascot of Lipwire may weigh. */
const BUDGET_BYTES = 80_000;

const byId = (id) => document.getElementById(id);
const contract = await (await fetch('/contract.json')).json();
const canvases = [byId('large'), byId('small')];
const player = await Player.open(contract, canvases);
const mouth = new Mouth(contract.visemes, player);
let shown = 0;
let controlsFor = '';

let wasSpeaking = false;
player.onFrame = (nowMs) => {
  const isSpeaking = mouth.advance(nowMs);
  if (isSpeaking !== wasSpeaking) player.set(contract.properties.isSpeaking, isSpeaking);
  wasSpeaking = isSpeaking;
};

/** Shows what the server says of the last drawing: the picture if it is new, or what is wrong. */
async function report({ name, revision, size, problem }) {
  document.title = `${problem ? '⚠ ' : ''}${name}: mascot preview`;
  byId('name').textContent = name;
  byId('download').setAttribute('download', `${name}.riv`);
  byId('problem').hidden = !problem;
  byId('problem-code').textContent = problem?.code ?? '';
  byId('problem-message').textContent = problem?.message ?? '';
  byId('problem-places').replaceChildren(...(problem?.places ?? []).map((place) => make('li', {}, place)));
  if (revision === shown || revision === 0) return;
  const bytes = new Uint8Array(await (await fetch(`/mascot.riv?revision=${revision}`)).arrayBuffer());
  const properties = await player.show(bytes);
  shown = revision;
  // Sliders stay where they are while only the drawing changes.
  const signature = JSON.stringify(properties);
  if (signature !== controlsFor) buildControls(byId('controls'), { contract, player, mouth, properties });
  controlsFor = signature;
  const weight = `${(size / 1000).toFixed(1)} kB`;
  byId('status').textContent = size > BUDGET_BYTES ? `${weight}, more than ${BUDGET_BYTES / 1000}` : weight;
  document.body.dataset.revision = revision;
}

const events = new EventSource('/events');
let queue = Promise.resolve();
events.addEventListener('message', ({ data }) => {
  byId('status').classList.remove('ended');
  queue = queue.then(() => report(JSON.parse(data)));
});
events.addEventListener('error', () => {
  byId('status').textContent = 'The preview has ended; start it again in the terminal.';
  byId('status').classList.add('ended');
});

byId('ground').append(...Object.keys(GROUNDS).map((name) => make('option', {}, name)));
byId('ground').addEventListener('change', ({ target }) => {
  document.documentElement.style.setProperty('--ground', GROUNDS[target.value] ?? '#fff');
  for (const canvas of canvases) canvas.classList.toggle('checkered', GROUNDS[target.value] === undefined);
});

byId('follow').addEventListener('change', ({ target }) => {
  if (!target.checked) for (const name of ['gazeX', 'gazeY']) player.set(name, 0);
});
window.addEventListener('pointermove', ({ clientX, clientY }) => {
  if (!byId('follow').checked) return;
  const { left, top, width, height } = byId('large').getBoundingClientRect();
  const clamped = (value) => Math.max(-100, Math.min(100, value));
  player.set('gazeX', clamped(((clientX - left) / width - 0.5) * 160));
  player.set('gazeY', clamped(((clientY - top) / height - 0.45) * 160));
});
