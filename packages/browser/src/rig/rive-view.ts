/**
 * The part of a loaded Rive instance that a mascot is driven through, written down structurally: any Rive runtime fits
 * (canvas, webgl2, React or not), and this package depends on none.
 */
export interface RiveView {
  /** Bound by `autoBind`; `null` for files without a view model, and where the app did not have it bound. */
  readonly viewModelInstance: RiveViewModelInstance | null;
  /** The artboard's view model, bound or not. */
  defaultViewModel?(): {
    readonly properties: readonly { readonly name: string }[];
    defaultInstance(): RiveViewModelInstance | null;
  } | null;
  bindViewModelInstance?(instance: RiveViewModelInstance | null): void;
  /** State machines that are playing. */
  readonly playingStateMachineNames: readonly string[];
  /** What is in the file, by name. */
  readonly contents?: {
    readonly artboards?: readonly {
      readonly name: string;
      readonly stateMachines: readonly {
        readonly name: string;
        readonly inputs: readonly { readonly name: string }[];
      }[];
    }[];
  };
  /** Listens to `advance`: a frame was computed and is about to be drawn. Runtimes without it draw a frame later. */
  on?(type: never, callback: () => void): void;
  off?(type: never, callback: () => void): void;
  /** Inputs of a state machine that is playing; `undefined` while the file loads. Rive warns about its use. */
  stateMachineInputs(name: string): readonly RiveInput[] | undefined;
}

/** An instance of a view model. The getters answer `null` for a property that is missing or of another type. */
export interface RiveViewModelInstance {
  readonly properties: readonly { readonly name: string; readonly type: string }[];
  number(path: string): { value: number } | null;
  boolean(path: string): { value: boolean } | null;
  enum(path: string): { value: string; readonly values: readonly string[] } | null;
  trigger(path: string): { trigger(): void } | null;
  /** 0xAARRGGBB, as a signed number of 32 bits. */
  color(path: string): { value: number } | null;
}

/** An input of a state machine. */
export interface RiveInput {
  readonly name: string;
  /** 56 number, 58 trigger, 59 boolean. */
  readonly type: number;
  value: number | boolean;
  fire(): void;
}

/** `StateMachineInputType` of the Rive runtimes. */
export const INPUT_TYPE = { number: 56, trigger: 58, boolean: 59 } as const;
