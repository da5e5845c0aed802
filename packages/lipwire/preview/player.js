import Rive from '/rive.mjs';

/**
 * Plays one mascot after the other on the same canvases, with Rive's own runtime. What was set on one is set on the next,
 * so that a change of the drawing is seen in the pose that it was made for.
 */
export class Player {
  #rive;
  #contract;
  #canvases;
  #values = new Map();
  #playing;
  #lastMs;
  /** Called before each frame with the time in milliseconds: for what moves by itself. */
  onFrame = () => {};

  /**
   * @param {object} contract the names of `/contract.json`.
   * @param {HTMLCanvasElement[]} canvases all show the same.
   */
  static async open(contract, canvases) {
    return new Player(await Rive({ locateFile: () => '/rive.wasm' }), contract, canvases);
  }

  constructor(rive, contract, canvases) {
    this.#rive = rive;
    this.#contract = contract;
    this.#canvases = canvases.map((canvas) => ({ canvas, renderer: rive.makeRenderer(canvas) }));
    requestAnimationFrame((nowMs) => this.#frame(nowMs));
  }

  /** Plays a file; resolves to the properties that can be set on it: `{ name, type }`. */
  async show(bytes) {
    const file = await this.#rive.load(bytes);
    const artboard = file.artboardByName(this.#contract.artboard) ?? file.defaultArtboard();
    const drawn = artboard.stateMachineByName(this.#contract.stateMachine) ?? artboard.stateMachineByIndex(0);
    const machine = new this.#rive.StateMachineInstance(drawn, artboard);
    const data = file.defaultArtboardViewModel(artboard)?.defaultInstance();
    if (data) machine.bindViewModelInstance(data);
    const before = this.#playing;
    this.#playing = { file, artboard, machine, data };
    document.documentElement.style.setProperty('--aspect', artboard.width / artboard.height);
    for (const [name, value] of this.#values) this.#apply(name, value);
    before?.machine.delete();
    before?.artboard.delete();
    before?.file.unref();
    return data?.getProperties() ?? [];
  }

  /** Sets a number, boolean or enum, or a colour as `#rrggbb`; `undefined` leaves it to the next drawing again. */
  set(name, value) {
    if (value === undefined) this.#values.delete(name);
    else {
      this.#values.set(name, value);
      this.#apply(name, value);
    }
  }

  fire(name) {
    this.#playing?.data?.trigger(name)?.trigger();
  }

  /** The value that the drawing has now; a colour as `#rrggbb`. */
  get({ name, type }) {
    const property = this.#propertyOf(name, type);
    if (type !== 'color') return property?.value;
    return `#${((property?.value ?? 0) & 0xffffff).toString(16).padStart(6, '0')}`;
  }

  #propertyOf(name, type) {
    const data = this.#playing?.data;
    if (!data) return undefined;
    return { number: data.number, boolean: data.boolean, enumType: data.enum, color: data.color }[type]?.call(
      data,
      name,
    );
  }

  #apply(name, value) {
    const property = this.#playing?.data?.getProperties().find((each) => each.name === name);
    const target = property && this.#propertyOf(name, property.type);
    if (!target) return;
    if (property.type !== 'color') target.value = value;
    else {
      const rgb = Number.parseInt(value.slice(1), 16);
      target.rgb(rgb >> 16, (rgb >> 8) & 255, rgb & 255);
    }
  }

  #frame(nowMs) {
    requestAnimationFrame((next) => this.#frame(next));
    const seconds = Math.min(nowMs - (this.#lastMs ?? nowMs), 100) / 1000;
    this.#lastMs = nowMs;
    if (!this.#playing) return;
    this.onFrame(nowMs);
    const { artboard, machine } = this.#playing;
    machine.advance(seconds);
    artboard.advance(seconds);
    for (const { canvas, renderer } of this.#canvases) {
      const { clientWidth: width, clientHeight: height } = canvas;
      const density = window.devicePixelRatio;
      const [pixelWidth, pixelHeight] = [Math.round(width * density), Math.round(height * density)];
      if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
      if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
      renderer.clear();
      renderer.save();
      const frame = { minX: 0, minY: 0, maxX: canvas.width, maxY: canvas.height };
      renderer.align(this.#rive.Fit.contain, this.#rive.Alignment.center, frame, artboard.bounds);
      artboard.draw(renderer);
      renderer.restore();
      renderer.flush();
    }
    this.#rive.resolveAnimationFrame();
  }
}
