import { chooseArtboard, type RiveInput, type RiveView, type RiveViewModelInstance } from '@lipwire/browser';
import type {
  Artboard,
  File,
  RiveCanvas,
  SMIInput,
  StateMachineInstance,
  ViewModelInstance,
} from '@rive-app/canvas-advanced';
import type { Bounds, Drawing } from './drawing.js';
import { RecordingCanvas } from './recording-canvas.js';

/** What of a file is played. */
export interface RivChoice {
  /** Name of the file, for messages. */
  readonly src: string;
  readonly artboard?: string | undefined;
  readonly stateMachine?: string | undefined;
}

/** Names of an artboard and its state machines. */
export interface RivArtboard {
  readonly name: string;
  readonly stateMachines: readonly string[];
}

/** One instance of an artboard that the real runtime plays, frame by frame, as an app sees it. */
export class RivPlayer {
  readonly artboardName: string;
  readonly stateMachineName: string | undefined;
  readonly viewModelName: string | undefined;
  /** What a mascot is driven through. */
  readonly view: RiveView;
  readonly #canvas = new RecordingCanvas();
  readonly #rive: RiveCanvas;
  readonly #artboard: Artboard;
  readonly #machine: StateMachineInstance | undefined;

  /** @throws BrowserError `BROWSER_ARTBOARD_UNKNOWN`, `BROWSER_STATE_MACHINE_UNKNOWN`. */
  constructor(rive: RiveCanvas, file: File, choice: RivChoice) {
    this.#rive = rive;
    const chosen = chooseArtboard(artboardsOf(file), choice);
    this.artboardName = chosen.artboard;
    this.stateMachineName = chosen.stateMachine;
    this.#artboard = file.artboardByName(chosen.artboard);
    if (chosen.stateMachine !== undefined) {
      const machine = this.#artboard.stateMachineByName(chosen.stateMachine);
      this.#machine = new rive.StateMachineInstance(machine, this.#artboard);
    }
    const model = file.defaultArtboardViewModel(this.#artboard) ?? undefined;
    this.viewModelName = model?.name;
    const data = model?.defaultInstance() ?? undefined;
    if (data && this.#machine) this.#machine.bindViewModelInstance(data);
    else if (data) this.#artboard.bindViewModelInstance(data);
    const inputs = this.#machine ? inputsOf(this.#machine, rive) : [];
    this.view = {
      viewModelInstance: data ? viewModelOf(data) : null,
      playingStateMachineNames: chosen.stateMachine === undefined ? [] : [chosen.stateMachine],
      stateMachineInputs: (name) => (name === chosen.stateMachine ? inputs : undefined),
    };
    this.run(0);
  }

  /** The artboard: left, top, right, bottom. */
  get bounds(): Bounds {
    const { minX, minY, maxX, maxY } = this.#artboard.bounds;
    return [minX, minY, maxX, maxY];
  }

  /** Plays on. @param frameMs length of a frame. */
  run(ms: number, frameMs = 1000 / 60): void {
    for (let frame = 0; frame < Math.max(1, Math.round(ms / frameMs)); frame++) {
      const seconds = ms === 0 ? 0 : frameMs / 1000;
      if (this.#machine) this.#machine.advanceAndApply(seconds);
      else this.#artboard.advance(seconds);
    }
  }

  /** What is seen now. */
  draw(): Drawing {
    const renderer = this.#rive.makeRenderer(this.#canvas as never);
    renderer.clear();
    renderer.save();
    this.#artboard.draw(renderer as never);
    renderer.restore();
    renderer.flush();
    this.#rive.resolveAnimationFrame();
    renderer.delete();
    return this.#canvas.take();
  }

  /** Gives the instance back. */
  close(): void {
    this.#machine?.delete();
    this.#artboard.delete();
  }
}

/** What is in a file, by name. */
export function artboardsOf(file: File): RivArtboard[] {
  return Array.from({ length: file.artboardCount() }, (_, i) => {
    const artboard = file.artboardByIndex(i);
    const stateMachines = Array.from({ length: artboard.stateMachineCount() }, (_, k) => {
      return artboard.stateMachineByIndex(k).name;
    });
    const { name } = artboard;
    artboard.delete();
    return { name, stateMachines };
  });
}

function inputsOf(machine: StateMachineInstance, { SMIInput }: RiveCanvas): RiveInput[] {
  return Array.from({ length: machine.inputCount() }, (_, i) => {
    const input = machine.input(i);
    const own = typed(input, SMIInput);
    return {
      name: input.name,
      type: input.type,
      get value() {
        return own.value as number | boolean;
      },
      set value(value) {
        own.value = value;
      },
      fire: () => own.fire(),
    };
  });
}

function typed(input: SMIInput, kinds: RiveCanvas['SMIInput']): SMIInput {
  if (input.type === kinds.number) return input.asNumber();
  return input.type === kinds.bool ? input.asBool() : input.asTrigger();
}

function viewModelOf(data: ViewModelInstance): RiveViewModelInstance {
  const properties = data.getProperties().map(({ name, type }) => ({ name, type: String(type) }));
  const has = (name: string, type: string) => properties.some((other) => other.name === name && other.type === type);
  return {
    properties,
    number: (name) => (has(name, 'number') ? data.number(name) : null),
    boolean: (name) => (has(name, 'boolean') ? data.boolean(name) : null),
    enum: (name) => (has(name, 'enumType') ? data.enum(name) : null),
    trigger: (name) => (has(name, 'trigger') ? data.trigger(name) : null),
    color: (name) => (has(name, 'color') ? data.color(name) : null),
  };
}
