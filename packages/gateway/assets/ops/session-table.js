import { duration, whole } from './format.js';

/** How long a button waits for the second press, in milliseconds. */
const CONFIRM_MS = 4000;

/** The calls, each with a button that ends it. Rows stay what they are, so that nobody presses the wrong one. */
export class SessionTable {
  #body;
  #end;
  /** @type {Map<string, HTMLTableRowElement>} */
  #rows = new Map();

  /**
   * @param {HTMLTableSectionElement} body
   * @param {(id: string) => Promise<void>} end
   */
  constructor(body, end) {
    this.#body = body;
    this.#end = end;
  }

  /** @param {any[]} sessions from the oldest to the youngest */
  show(sessions) {
    const ids = new Set(sessions.map(({ id }) => id));
    for (const [id, row] of this.#rows) {
      if (ids.has(id)) continue;
      row.remove();
      this.#rows.delete(id);
    }
    for (const session of sessions) {
      let row = this.#rows.get(session.id);
      if (row === undefined) {
        row = this.#makeRow(session.id);
        this.#rows.set(session.id, row);
        this.#body.prepend(row);
      }
      const texts = [
        session.id,
        session.tenant,
        session.gateway,
        duration((Date.now() - Date.parse(session.started_at)) / 1000),
        whole(session.turns),
        duration(session.audio_seconds),
        duration((Date.now() - Date.parse(session.last_spoken_at)) / 1000),
        session.viseme_model,
      ];
      for (const [i, text] of texts.entries()) {
        const cell = row.cells[i];
        if (cell && cell.textContent !== text) cell.textContent = text;
      }
      row.dataset.state = session.state;
    }
  }

  /** @param {string} id */
  #makeRow(id) {
    const row = document.createElement('tr');
    row.dataset.session = id;
    const name = document.createElement('th');
    name.scope = 'row';
    row.append(name);
    for (let i = 1; i < 8; i++) row.insertCell().className = i >= 3 && i <= 6 ? 'number' : '';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'end';
    button.textContent = 'End';
    button.setAttribute('aria-label', `End call ${id}`);
    let timer = 0;
    button.addEventListener('click', () => {
      if (button.dataset.asked === undefined) {
        button.dataset.asked = '';
        button.textContent = 'End it?';
        timer = setTimeout(() => this.#reset(button), CONFIRM_MS);
        return;
      }
      clearTimeout(timer);
      button.disabled = true;
      button.textContent = 'Ending…';
      this.#end(id).catch(() => {
        button.disabled = false;
        this.#reset(button, 'Try again');
      });
    });
    row.insertCell().append(button);
    return row;
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {string} text
   */
  #reset(button, text = 'End') {
    delete button.dataset.asked;
    button.textContent = text;
  }
}
