import {
  type Expressiveness,
  LipwireClient,
  type LipwireClientSettings,
  type MascotTheme,
  type MouthMap,
  type RigStrategyName,
  type RiveView,
} from '@lipwire/browser';
import { type ComponentProps, type JSX, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Mascot, MascotContext, MascotSettingsContext } from './contexts.js';
import { MascotCanvas } from './mascot-canvas.js';
import type { MascotFile } from './mascot-file.js';
import { type Alignment, type Fit, Layout, Rive, type RiveState, useRive } from './rive-runtime.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';
import { useMascotFile } from './use-mascot-file.js';

/** What `useRive()` of any of Rive's React packages gives: canvas, WebGL2, or another. */
export interface AppRiveState {
  /** `null` until its file is loaded. */
  readonly rive: RiveView | null;
  readonly RiveComponent: (props: ComponentProps<'canvas'>) => JSX.Element;
}

/** Props of {@link MascotClient}. */
export interface MascotClientProps {
  readonly children?: ReactNode;
  /** Address of the .riv file; left out if the app passes `rive`. */
  readonly src?: string | undefined;
  /** Default: `Character`, else the file's first. */
  readonly artboard?: string | undefined;
  /** Default: `mascotStateMachine`, else the artboard's first. */
  readonly stateMachine?: string | undefined;
  /** State-machine inputs and properties that the app relies on; those that the file lacks are reported. */
  readonly inputs?: readonly string[] | undefined;
  /** How the mouth of a file is driven: a strategy, or the app's own map. Default: the best that the file allows. */
  readonly mouth?: RigStrategyName | MouthMap | undefined;
  /** How the mascot stands in its place. Default: all of it, in the middle. */
  readonly layout?: { readonly fit?: Fit; readonly alignment?: Alignment } | undefined;
  /** The app's own Rive, of any of its packages: what `useRive()` gives, or its `rive`, which the app then draws. */
  readonly rive?: AppRiveState | RiveView | null | undefined;
  /** Colours and accessory; what is left out is as the file draws it. */
  readonly theme?: MascotTheme | undefined;
  /**
   * How much it moves beside its mouth: 0 to 1, or `'still'`, `'calm'`, `'natural'`, `'lively'`. Default `'natural'`; users who
   * want less motion get `'still'`.
   */
  readonly expressiveness?: Expressiveness | undefined;
  /** Look after the pointer when it moves. Default true. */
  readonly followPointer?: boolean | undefined;
}

/**
 * One mascot: its file, its voice, and everything below that belongs to it.
 *
 * Objects and lists among the props may be written inline: only their content counts.
 */
export function MascotClient({
  children,
  src,
  artboard,
  stateMachine,
  inputs,
  mouth,
  layout,
  rive: given,
  theme,
  expressiveness,
  followPointer,
}: MascotClientProps) {
  const settings = useContext(MascotSettingsContext);
  const [client] = useState(() => new LipwireClient(settings));
  // Before the effects of children, which give it work.
  useBrowserLayoutEffect(() => {
    client.start();
    return () => client.dispose();
  }, [client]);

  useTheme(client, theme);
  useSetting(client, 'expressiveness', expressiveness);
  useSetting(client, 'followPointer', followPointer);

  const own = given === undefined || given === null;
  const { loaded, error } = useMascotFile(own ? src : undefined, artboard, stateMachine);
  const drawn = useRive(
    loaded
      ? {
          riveFile: loaded.file,
          artboard: loaded.artboard,
          ...(loaded.stateMachine === undefined ? {} : { stateMachine: loaded.stateMachine }),
          autoplay: true,
          autoBind: true,
        }
      : null,
  );
  const generation = useGeneration(loaded);
  const OwnComponent = useDrawing(drawn);
  const { rive, RiveComponent } = own ? { rive: drawn.rive, RiveComponent: OwnComponent } : stateOf(given, drawn);

  // With its canvas Rive goes, before the effect below hears of it: no frame may come in between.
  useBrowserLayoutEffect(() => {
    if (!own) return;
    return () => {
      client.stage.target = undefined;
    };
  }, [client, own, generation]);
  useLayout(own ? rive : null, layout?.fit, layout?.alignment);
  const inputList = inputs?.join('\n');
  const mouthText = mouth && JSON.stringify(mouth);
  // Of our own, the one that plays is the right one, also while another file is on its way.
  const machine = own ? undefined : stateMachine;
  useEffect(() => {
    if (!rive) return;
    const names = inputList ? inputList.split('\n') : [];
    if (!rive.viewModelInstance) allowInputs();
    return client.connectRive(rive, {
      stateMachine: machine,
      inputs: names,
      mouth: mouthText && JSON.parse(mouthText),
    });
  }, [client, rive, machine, inputList, mouthText]);

  const mascot = useMemo<Mascot>(
    () => ({ client, rive, RiveComponent, error, generation }),
    [client, rive, RiveComponent, error, generation],
  );
  return <MascotContext.Provider value={mascot}>{children}</MascotContext.Provider>;
}

/** Counts the files that were loaded after the first. Until the next one is there, the one before is shown. */
function useGeneration(loaded: MascotFile | undefined): number {
  const [latest, setLatest] = useState({ file: loaded, generation: 0 });
  if (loaded && loaded !== latest.file) {
    setLatest({ file: loaded, generation: latest.file ? latest.generation + 1 : 0 });
  }
  return latest.generation;
}

/** The component that draws, the same for all files. */
function useDrawing({ setContainerRef, setCanvasRef }: RiveState): RiveState['RiveComponent'] {
  return useMemo(
    () => (props: ComponentProps<'canvas'>) => (
      <MascotCanvas setContainerRef={setContainerRef} setCanvasRef={setCanvasRef} {...props} />
    ),
    [setContainerRef, setCanvasRef],
  );
}

/** A file without a view model is driven by its inputs: that Rive advises against them helps nobody then. */
function allowInputs(): void {
  const allowed = Rive.suppressDeprecationWarnings;
  if (!allowed.includes('state-machine-inputs')) {
    Rive.suppressDeprecationWarnings = [...allowed, 'state-machine-inputs'];
  }
}

/** The app may pass all that `useRive()` gives, or only the instance, which it then draws itself. */
function stateOf(given: AppRiveState | RiveView, drawn: RiveState): Pick<RiveState, 'rive' | 'RiveComponent'> {
  const { rive, RiveComponent } =
    'RiveComponent' in given ? given : { rive: given, RiveComponent: drawn.RiveComponent };
  // Runtimes differ in how they draw; what one can do with them is the same.
  return { rive: rive as Rive | null, RiveComponent };
}

function useTheme(client: LipwireClient, theme: MascotTheme | undefined): void {
  const content = theme && JSON.stringify(theme);
  useEffect(() => {
    if (content === undefined) return;
    client.setTheme(JSON.parse(content) as MascotTheme);
    return () => client.setTheme({});
  }, [client, content]);
}

/** Left out, it is the app's to configure. */
function useSetting<Name extends 'expressiveness' | 'followPointer'>(
  client: LipwireClient,
  name: Name,
  value: LipwireClientSettings[Name] | undefined,
): void {
  useEffect(() => {
    if (value === undefined) return;
    client.configure({ [name]: value });
    return () => client.configure({ [name]: undefined });
  }, [client, name, value]);
}

function useLayout(rive: Rive | null, fit: Fit | undefined, alignment: Alignment | undefined): void {
  useEffect(() => {
    if (!rive) return;
    rive.layout = new Layout({ ...(fit && { fit }), ...(alignment && { alignment }) });
    rive.resizeToCanvas();
  }, [rive, fit, alignment]);
}
