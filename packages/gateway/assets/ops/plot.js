/** One plot that moves: lines over the last five minutes, a value axis that fits, and the values under the pointer. */

const WINDOW_MS = 5 * 60_000;
const GAP_MS = 7000;
const LEFT = 54;
const BOTTOM = 20;
const TOP = 8;
const RIGHT = 10;

/**
 * @typedef {{ atMs: number, value: number | null }} Point
 * @typedef {{ name: string, color: string, points: Point[], isFaint?: boolean, isFilled?: boolean }} Line
 */

export class Plot {
  #canvas;
  #legend;
  #format;
  #minTop;
  /** @type {Line[]} */
  #lines = [];
  #nowMs = 0;
  #receivedAt = 0;
  #top = 1;
  /** @type {number | undefined} */
  #pointerX;
  #mark;

  /**
   * @param {HTMLElement} figure
   * @param {{ title: string, note: string, format: (value: number) => string, minTop: number, mark?: number }} options
   *   `minTop`: the axis reaches at least so far, so that noise does not look like news. `mark`: a value with a line of its own.
   */
  constructor(figure, { title, note, format, minTop, mark }) {
    this.#format = format;
    this.#minTop = minTop;
    this.#mark = mark;
    const caption = document.createElement('figcaption');
    const heading = document.createElement('h2');
    const small = document.createElement('small');
    small.textContent = note;
    heading.append(title, ' ', small);
    this.#legend = document.createElement('p');
    this.#legend.className = 'legend';
    caption.append(heading, this.#legend);
    this.#canvas = document.createElement('canvas');
    this.#canvas.setAttribute('role', 'img');
    this.#canvas.setAttribute('aria-label', title);
    figure.replaceChildren(caption, this.#canvas);
    this.#canvas.addEventListener('pointermove', (event) => {
      this.#pointerX = event.offsetX;
      this.draw();
    });
    this.#canvas.addEventListener('pointerleave', () => {
      this.#pointerX = undefined;
      this.draw();
    });
  }

  /**
   * @param {Line[]} lines
   * @param {number} nowMs wall time of the newest sample
   */
  show(lines, nowMs) {
    this.#lines = lines;
    this.#nowMs = nowMs;
    this.#receivedAt = performance.now();
    const values = lines.flatMap(({ points }) => points.map(({ value }) => value ?? 0));
    this.#top = niceTop(Math.max(this.#minTop, ...values));
    const latest = lines.map(({ name, points }) => `${name} ${this.#text(points.at(-1)?.value ?? null)}`);
    this.#canvas.setAttribute(
      'aria-label',
      `${this.#canvas.parentElement?.querySelector('h2')?.textContent}: ${latest.join(', ')}`,
    );
    this.draw();
  }

  /** Draws as of now: between two samples the lines go on to the left. */
  draw() {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const scale = devicePixelRatio || 1;
    const context = this.#canvas.getContext('2d');
    if (!context || width === 0) return;
    if (this.#canvas.width !== Math.round(width * scale)) this.#canvas.width = Math.round(width * scale);
    if (this.#canvas.height !== Math.round(height * scale)) this.#canvas.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);

    const style = getComputedStyle(this.#canvas);
    const sinceSampleMs = Math.min(performance.now() - this.#receivedAt, 4000);
    const endMs = this.#nowMs + sinceSampleMs - 2000;
    const x = (/** @type {number} */ atMs) => width - RIGHT - ((endMs - atMs) / WINDOW_MS) * (width - LEFT - RIGHT);
    const y = (/** @type {number} */ value) => height - BOTTOM - (value / this.#top) * (height - BOTTOM - TOP);

    context.font = `11px ${style.fontFamily}`;
    context.lineWidth = 1;
    // The style sheet lends its colours by properties that a canvas does not use: there they are resolved for the scheme.
    context.fillStyle = style.color;
    context.strokeStyle = style.outlineColor;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const share of [0, 0.5, 1]) {
      const at = Math.round(y(this.#top * share)) + 0.5;
      stroke(context, [
        [LEFT, at],
        [width - RIGHT, at],
      ]);
      context.fillText(this.#axis(this.#top * share), LEFT - 8, at);
    }
    context.textBaseline = 'alphabetic';
    context.textAlign = 'center';
    for (const minutes of [4, 3, 2, 1]) context.fillText(`−${minutes} min`, x(endMs - minutes * 60_000), height - 4);
    if (this.#mark !== undefined && this.#mark <= this.#top) {
      context.setLineDash([3, 4]);
      context.strokeStyle = style.textDecorationColor;
      stroke(context, [
        [LEFT, y(this.#mark)],
        [width - RIGHT, y(this.#mark)],
      ]);
      context.setLineDash([]);
    }

    context.save();
    context.beginPath();
    context.rect(LEFT, 0, width - LEFT - RIGHT, height - BOTTOM + 2);
    context.clip();
    context.lineJoin = 'round';
    for (const line of this.#lines) {
      context.strokeStyle = line.color;
      context.globalAlpha = line.isFaint ? 0.45 : 1;
      context.lineWidth = line.isFaint ? 1.25 : 2;
      for (const stretch of stretches(line.points)) {
        const path = stretch.map(({ atMs, value }) => /** @type {[number, number]} */ ([x(atMs), y(value ?? 0)]));
        if (line.isFilled) fill(context, path, y(0), line.color);
        stroke(context, path);
      }
    }
    context.restore();
    this.#showLegend(endMs, x, context, height, style.color);
  }

  /**
   * @param {number} endMs
   * @param {(atMs: number) => number} x
   * @param {CanvasRenderingContext2D} context
   * @param {number} height
   * @param {string} color
   */
  #showLegend(endMs, x, context, height, color) {
    const pointerX = this.#pointerX;
    const atMs = pointerX === undefined ? endMs + 2000 : nearest(this.#lines, pointerX, x);
    if (pointerX !== undefined && atMs !== undefined) {
      context.strokeStyle = color;
      context.lineWidth = 1;
      stroke(context, [
        [x(atMs), TOP],
        [x(atMs), height - BOTTOM],
      ]);
    }
    const items = this.#lines
      .filter(({ isFaint }) => !isFaint)
      .map(({ name, color: dot, points }) => {
        const item = document.createElement('span');
        item.style.setProperty('--dot', dot);
        const value = document.createElement('b');
        const point =
          pointerX === undefined ? points.at(-1) : points.findLast((candidate) => candidate.atMs <= (atMs ?? 0) + 1000);
        value.textContent = this.#text(point?.value ?? null);
        item.append(name, ' ', value);
        return item;
      });
    this.#legend.replaceChildren(...items);
  }

  /**
   * Without the zeros behind the point, which keep a changing number still but tell nothing on an axis.
   * @param {number} value
   */
  #axis(value) {
    return this.#format(value).replace(/\.0+(?= )/, '');
  }

  /** @param {number | null} value */
  #text(value) {
    return value === null ? '–' : this.#format(value);
  }
}

/** @param {number} value */
function niceTop(value) {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 8, 10].find((candidate) => candidate * magnitude >= value * 0.999) ?? 10;
  return step * magnitude;
}

/**
 * Parts of a line without a gap in them.
 * @param {Point[]} points
 */
function stretches(points) {
  /** @type {Point[][]} */
  const parts = [];
  let last;
  for (const point of points) {
    if (point.value !== null) {
      if (last === undefined || point.atMs - last > GAP_MS) parts.push([]);
      parts.at(-1)?.push(point);
      last = point.atMs;
    }
  }
  return parts;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number][]} path
 */
function stroke(context, path) {
  context.beginPath();
  if (path.length === 1) {
    const [[x, y] = [0, 0]] = path;
    context.arc(x, y, context.lineWidth / 2, 0, 2 * Math.PI);
  }
  for (const [x, y] of path) context.lineTo(x, y);
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number][]} path
 * @param {number} baseY
 * @param {string} color
 */
function fill(context, path, baseY, color) {
  context.save();
  context.globalAlpha = 0.13;
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(path[0]?.[0] ?? 0, baseY);
  for (const [x, y] of path) context.lineTo(x, y);
  context.lineTo(path.at(-1)?.[0] ?? 0, baseY);
  context.fill();
  context.restore();
}

/**
 * The sample under the pointer.
 * @param {Line[]} lines
 * @param {number} pointerX
 * @param {(atMs: number) => number} x
 */
function nearest(lines, pointerX, x) {
  let best;
  for (const { atMs } of lines.flatMap(({ points }) => points)) {
    if (best === undefined || Math.abs(x(atMs) - pointerX) < Math.abs(x(best) - pointerX)) best = atMs;
  }
  return best;
}
