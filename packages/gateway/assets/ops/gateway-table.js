import { bytes, milliseconds, percent, whole } from './format.js';

/** @typedef {import('./feed.js').State} State */

/** Colours of gateways, in the order of their ids; see ops.css. */
const COLOR_COUNT = 6;

/** @param {number} index */
export function gatewayColor(index) {
  return `var(--gateway-${(index % COLOR_COUNT) + 1})`;
}

/**
 * @param {HTMLTableSectionElement} body
 * @param {State} state
 */
export function showGateways(body, { gateways }) {
  body.replaceChildren(
    ...gateways.map(({ id, version, max_sessions, draining, samples }, i) => {
      const latest = samples.at(-1);
      const row = document.createElement('tr');
      row.dataset.gateway = id;
      const name = document.createElement('th');
      name.scope = 'row';
      name.style.setProperty('--dot', gatewayColor(i));
      name.className = 'dot';
      const small = document.createElement('small');
      small.textContent = version;
      name.append(id, ' ', small);
      row.append(name);
      if (latest === undefined) return row;
      const numbers = [
        `${whole(latest.sessions)} / ${whole(max_sessions)}`,
        milliseconds(latest.added_latency_p99_ms),
        milliseconds(latest.event_loop_delay_p99_ms),
        percent(latest.cpu),
        bytes(latest.memory_bytes),
        bytes(latest.backlog_bytes),
      ];
      for (const text of numbers) row.insertCell().append(text);
      for (const cell of row.cells) if (cell !== name) cell.className = 'number';
      const state = row.insertCell();
      const badge = document.createElement('span');
      badge.className = 'badge';
      badge.dataset.state = draining ? 'warn' : 'good';
      badge.textContent = draining ? 'draining' : 'open';
      state.append(badge);
      return row;
    }),
  );
}
