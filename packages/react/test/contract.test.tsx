import type { ComponentProps, FC, JSX } from 'react';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as lipwire from '../src/index.js';
import {
  Alignment,
  DEFAULT_NATURAL_LIP_SYNC_CONFIG,
  Fit,
  type GeminiAudioVisemeMessage,
  type LiveAPISession,
  MascotClient,
  type MascotClientProps,
  type MascotPlaybackOptions,
  MascotProvider,
  type MascotProviderProps,
  type MascotResponseData,
  MascotRive,
  type MascotRiveProps,
  NATURAL_LIP_SYNC_PRESETS,
  type NaturalLipSyncConfig,
  NaturalLipSyncProcessor,
  processNaturalLipSync,
  type SessionStatus,
  type UseMascotLiveAPIOptions,
  type UseMascotLiveAPIResult,
  type UseMascotPlaybackResult,
  type UseMascotResult,
  useMascot,
  useMascotLiveAPI,
  useMascotPlayback,
} from '../src/index.js';

// The published interface, line by line. The types are compared by the compiler (`npm run check`), the values here.

/** A cue as apps declare it themselves. */
interface Viseme {
  offset: number;
  visemeId: number;
}
/** A call as apps declare it themselves. */
interface Session {
  status: 'disconnected' | 'disconnecting' | 'connecting' | 'connected';
}

describe('the contract: components', () => {
  it('has MascotProvider, MascotClient and MascotRive', () => {
    expectTypeOf(MascotProvider).toExtend<FC<MascotProviderProps>>();
    expectTypeOf(MascotClient).toExtend<FC<MascotClientProps>>();
    expectTypeOf(MascotRive).toExtend<FC<MascotRiveProps>>();
    // All of a provider's props may be left out, and so may those of MascotRive.
    expectTypeOf<Record<never, never>>().toExtend<MascotProviderProps & MascotRiveProps>();
    expectTypeOf<ComponentProps<'canvas'>>().toExtend<MascotRiveProps>();
    expect([typeof MascotProvider, typeof MascotClient, typeof MascotRive]).toEqual(Array(3).fill('function'));
  });

  it('takes src, artboard, inputs, layout and rive', () => {
    type Props = MascotClientProps;
    expectTypeOf<{ src: string }>().toExtend<Props>();
    expectTypeOf<{ src: string; artboard: string; inputs: string[] }>().toExtend<Props>();
    expectTypeOf<{ src: string; layout: { fit: Fit; alignment: Alignment } }>().toExtend<Props>();
    expectTypeOf<Required<Props>['src']>().toExtend<string | undefined>();
    expectTypeOf<{ src: number }>().not.toExtend<Props>();
    expectTypeOf<{ inputs: string }>().not.toExtend<Props>();
    expectTypeOf<{ layout: { fit: 'contain-all' } }>().not.toExtend<Props>();
    expectTypeOf<{ rive: string }>().not.toExtend<Props>();
  });

  it('takes Rive of whatever package the app draws with', () => {
    // Classes with private members and enums are types of their own in each of Rive's packages.
    expectTypeOf<ReturnType<typeof otherRive.useRive>>().toExtend<NonNullable<MascotClientProps['rive']>>();
    expectTypeOf<OtherRive>().toExtend<NonNullable<MascotClientProps['rive']>>();
    const layout = { fit: otherRive.Fit.Cover, alignment: otherRive.Alignment.BottomCenter };
    expectTypeOf(layout).toExtend<NonNullable<MascotClientProps['layout']>>();
    expect(layout).toEqual({ fit: Fit.Cover, alignment: Alignment.BottomCenter });
  });

  it('re-exports Fit and Alignment', () => {
    expect(Fit).toEqual({
      Cover: 'cover',
      Contain: 'contain',
      Fill: 'fill',
      FitWidth: 'fitWidth',
      FitHeight: 'fitHeight',
      None: 'none',
      ScaleDown: 'scaleDown',
      Layout: 'layout',
    });
    expect(Alignment).toEqual({
      Center: 'center',
      TopLeft: 'topLeft',
      TopCenter: 'topCenter',
      TopRight: 'topRight',
      CenterLeft: 'centerLeft',
      CenterRight: 'centerRight',
      BottomLeft: 'bottomLeft',
      BottomCenter: 'bottomCenter',
      BottomRight: 'bottomRight',
    });
  });
});

describe('the contract: useMascotLiveAPI', () => {
  type Options = UseMascotLiveAPIOptions;

  it('takes one object with these options', () => {
    expectTypeOf(useMascotLiveAPI).parameters.toEqualTypeOf<[Options]>();
    expectTypeOf<keyof Options>().toEqualTypeOf<
      | 'session'
      | 'debug'
      | 'onVisemeReceived'
      | 'gesture'
      | 'naturalLipSync'
      | 'naturalLipSyncConfig'
      | 'playAudio'
      | 'audioSampleRate'
    >();
    expectTypeOf<Options['debug']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Options['gesture']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Options['naturalLipSync']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Options['playAudio']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Options['audioSampleRate']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Options['naturalLipSyncConfig']>().toEqualTypeOf<Partial<NaturalLipSyncConfig> | undefined>();
    // Only the session must be there.
    expectTypeOf<{ session: Session }>().toExtend<Options>();
    expectTypeOf<Record<never, never>>().not.toExtend<Options>();
  });

  it('takes the status that apps keep, and four more', () => {
    expectTypeOf<Session>().toExtend<LiveAPISession>();
    expectTypeOf<SessionStatus>().toEqualTypeOf<Session['status'] | 'reconnecting' | 'failed' | 'idle' | 'ended'>();
    expectTypeOf<LiveAPISession['status']>().toEqualTypeOf<SessionStatus>();
    expectTypeOf<{ status: 'open' }>().not.toExtend<LiveAPISession>();
    // An app that has no session yet.
    expectTypeOf<{ session: Session | null }>().toExtend<Options>();
    expectTypeOf<{ session: Session | undefined }>().toExtend<Options>();
  });

  it('takes callbacks and configs as apps declare them', () => {
    type Callback = NonNullable<Options['onVisemeReceived']>;
    expectTypeOf<(visemes: Viseme[]) => void>().toExtend<Callback>();
    expectTypeOf<(visemes: readonly Viseme[]) => void>().toExtend<Callback>();
    expectTypeOf<(visemes: Array<{ offset: number; visemeId: number }>) => Promise<void>>().toExtend<Callback>();
    expectTypeOf<(visemes: string[]) => void>().not.toExtend<Callback>();
    const frozen = { minVisemeInterval: 40, mergeWindow: 60, preserveSilence: true } as const;
    expectTypeOf(frozen).toExtend<NonNullable<Options['naturalLipSyncConfig']>>();
    expectTypeOf<{ mergeWindow: string }>().not.toExtend<NonNullable<Options['naturalLipSyncConfig']>>();
  });

  it('gives these results', () => {
    type Result = UseMascotLiveAPIResult;
    expectTypeOf(useMascotLiveAPI).returns.toEqualTypeOf<Result>();
    expectTypeOf<keyof Result>().toEqualTypeOf<
      'isIntercepting' | 'messageCount' | 'lastMessage' | 'lastResponseData'
    >();
    expectTypeOf<Result['isIntercepting']>().toEqualTypeOf<boolean>();
    expectTypeOf<Result['messageCount']>().toEqualTypeOf<number>();
    expectTypeOf<Result['lastMessage']>().toEqualTypeOf<GeminiAudioVisemeMessage | null>();
    expectTypeOf<Result['lastResponseData']>().toEqualTypeOf<MascotResponseData | undefined>();
    expectTypeOf<keyof MascotResponseData>().toEqualTypeOf<
      'mergedAudioBase64' | 'mergedVisemes' | 'totalDurationMs' | 'sampleRate'
    >();
    // What an app keeps in state of its own types.
    expectTypeOf<MascotResponseData>().toExtend<{
      mergedAudioBase64: string;
      mergedVisemes: Viseme[];
      totalDurationMs: number;
      sampleRate: number;
    }>();
  });

  it('gives the last message as it came', () => {
    expectTypeOf<GeminiAudioVisemeMessage['mascotVisemes']>().toExtend<{
      visemes: Viseme[];
      audio_event_id: number;
      subchunk_id: number;
      total_chunks: number;
      audio_duration: number;
    }>();
    type Part = NonNullable<
      NonNullable<NonNullable<GeminiAudioVisemeMessage['serverContent']>['modelTurn']>['parts']
    >[number];
    expectTypeOf<Part['inlineData']>().toEqualTypeOf<{ mimeType?: string; data?: string } | undefined>();
  });
});

describe('the contract: useMascot and useMascotPlayback', () => {
  it('gives the Rive instance and the component that draws it', () => {
    expectTypeOf(useMascot).parameters.toEqualTypeOf<[]>();
    expectTypeOf(useMascot).returns.toEqualTypeOf<UseMascotResult>();
    expectTypeOf<UseMascotResult['RiveComponent']>().toExtend<(props: ComponentProps<'canvas'>) => JSX.Element>();
    type Rive = NonNullable<UseMascotResult['rive']>;
    expectTypeOf<Rive['stateMachineInputs']>().parameters.toEqualTypeOf<[string]>();
    expectTypeOf<Rive['stateMachineNames']>().toEqualTypeOf<string[]>();
    expectTypeOf<null>().toExtend<UseMascotResult['rive']>();
  });

  it('takes these options of playback, or none', () => {
    expectTypeOf(useMascotPlayback).parameters.toEqualTypeOf<[options?: MascotPlaybackOptions | undefined]>();
    expectTypeOf<keyof MascotPlaybackOptions>().toEqualTypeOf<
      'setSpeakingState' | 'enableNaturalLipSync' | 'naturalLipSyncConfig' | 'manualSpeakingStateControl'
    >();
    expectTypeOf<{
      setSpeakingState: boolean;
      enableNaturalLipSync: boolean;
      naturalLipSyncConfig: Partial<NaturalLipSyncConfig>;
      manualSpeakingStateControl: boolean;
    }>().toExtend<MascotPlaybackOptions>();
  });

  it('gives these methods', () => {
    type Playback = UseMascotPlaybackResult;
    expectTypeOf(useMascotPlayback).returns.toEqualTypeOf<Playback>();
    expectTypeOf<keyof Playback>().toEqualTypeOf<
      'add' | 'play' | 'pause' | 'reset' | 'loadPrefetchedData' | 'setSpeakingStateManually'
    >();
    expectTypeOf<Viseme[]>().toExtend<Parameters<Playback['add']>[0]>();
    expectTypeOf<Map<number, Viseme[]>>().toExtend<Parameters<Playback['loadPrefetchedData']>[0]>();
    expectTypeOf<Playback['setSpeakingStateManually']>().toEqualTypeOf<(speaking: boolean) => void>();
    expectTypeOf<Playback['play']>().toEqualTypeOf<() => void>();
    expectTypeOf<Playback['pause']>().toEqualTypeOf<() => void>();
    expectTypeOf<Playback['reset']>().toEqualTypeOf<() => void>();
  });
});

describe('the contract: natural lip sync', () => {
  it('has these fields and defaults', () => {
    expectTypeOf<NaturalLipSyncConfig>().toEqualTypeOf<{
      readonly minVisemeInterval: number;
      readonly mergeWindow: number;
      readonly keyVisemePreference: number;
      readonly preserveSilence: boolean;
      readonly similarityThreshold: number;
      readonly preserveCriticalVisemes: boolean;
      readonly criticalVisemeMinDuration: number;
    }>();
    const defaults = {
      minVisemeInterval: 40,
      mergeWindow: 60,
      keyVisemePreference: 0.6,
      preserveSilence: true,
      similarityThreshold: 0.4,
      preserveCriticalVisemes: true,
      criticalVisemeMinDuration: 80,
    };
    expect(DEFAULT_NATURAL_LIP_SYNC_CONFIG).toEqual(defaults);
    expect(new NaturalLipSyncProcessor().config).toEqual(defaults);
  });

  it('has these presets', () => {
    const rest = { preserveSilence: true, preserveCriticalVisemes: true, criticalVisemeMinDuration: 80 };
    const preset = (
      minVisemeInterval: number,
      mergeWindow: number,
      keyVisemePreference: number,
      similarityThreshold: number,
    ) => ({ ...rest, minVisemeInterval, mergeWindow, keyVisemePreference, similarityThreshold });
    expect(NATURAL_LIP_SYNC_PRESETS).toEqual({
      conversation: preset(40, 60, 0.6, 0.4),
      fastSpeech: preset(80, 100, 0.5, 0.3),
      educational: preset(40, 50, 0.9, 0.8),
      minimal: { ...preset(100, 150, 0.3, 0.2), preserveCriticalVisemes: false },
    });
    expectTypeOf<keyof typeof NATURAL_LIP_SYNC_PRESETS>().toEqualTypeOf<
      'conversation' | 'fastSpeech' | 'educational' | 'minimal'
    >();
  });

  it.each([
    ['minVisemeInterval', 20, 120],
    ['mergeWindow', 40, 160],
    ['keyVisemePreference', 0, 1],
    ['similarityThreshold', 0, 1],
  ])('takes %s from %d to %d and nothing beyond', (field, min, max) => {
    for (const value of [min, max])
      expect(new NaturalLipSyncProcessor({ [field]: value }).config).toHaveProperty(field, value);
    for (const value of [min - 0.1, max + 0.1])
      expect(() => new NaturalLipSyncProcessor({ [field]: value })).toThrow(field);
  });

  it('has the processor and the function', () => {
    expectTypeOf(NaturalLipSyncProcessor).constructorParameters.toEqualTypeOf<
      [config?: Partial<NaturalLipSyncConfig> | undefined]
    >();
    expectTypeOf<NaturalLipSyncProcessor['updateConfig']>().toEqualTypeOf<
      (config: Partial<NaturalLipSyncConfig>) => void
    >();
    const list: Viseme[] = [
      { offset: 0, visemeId: 0 },
      { offset: 100, visemeId: 1 },
      // "ey" looks like the "ae" before it, and follows at once.
      { offset: 130, visemeId: 4 },
      { offset: 300, visemeId: 0 },
      { offset: 400, visemeId: 22 },
    ];
    const processor = new NaturalLipSyncProcessor(NATURAL_LIP_SYNC_PRESETS.conversation);
    const natural: Viseme[] = processor.processVisemes(list);
    expect(natural.map(({ offset }) => offset)).toEqual([0, 100, 300]);
    expect(processNaturalLipSync(list, NATURAL_LIP_SYNC_PRESETS.conversation)).toEqual(natural);
    expect(processNaturalLipSync(list)).toEqual(natural);
    // Nothing but the same shape is alike enough now.
    processor.updateConfig({ similarityThreshold: 1, minVisemeInterval: 20 });
    expect(processor.config).toMatchObject({ similarityThreshold: 1, mergeWindow: 60 });
    expect(processor.processVisemes(list)).toHaveLength(4);
  });

  it('says when an option is out of its range, and keeps the config', () => {
    const processor = new NaturalLipSyncProcessor();
    expect(() => processor.updateConfig({ mergeWindow: 39 })).toThrow('it must be 40 to 160 ms');
    expect(processor.config.mergeWindow).toBe(60);
  });
});

describe('the package', () => {
  it('exports these values and no others', () => {
    expect(Object.keys(lipwire).sort()).toEqual([
      'Alignment',
      'BrowserError',
      'DEFAULT_NATURAL_LIP_SYNC_CONFIG',
      'Fit',
      'MascotCaptions',
      'MascotClient',
      'MascotProvider',
      'MascotRive',
      'MascotStatus',
      'NATURAL_LIP_SYNC_PRESETS',
      'NaturalLipSyncProcessor',
      'ReactError',
      'processNaturalLipSync',
      'useLipwireClient',
      'useMascot',
      'useMascotCamera',
      'useMascotCaptions',
      'useMascotLiveAPI',
      'useMascotMedia',
      'useMascotMicrophone',
      'useMascotPlayback',
      'useMascotState',
      'useMascotTools',
    ]);
  });
});

/** Rive as another of its packages declares it: the same names and members, but not the same types. */
declare class OtherRive {
  private readonly animator: unknown;
  viewModelInstance: null;
  playingStateMachineNames: string[];
  contents: { artboards?: { name: string; stateMachines: { name: string; inputs: { name: string }[] }[] }[] };
  stateMachineInputs(name: string): OtherInput[];
}
declare class OtherInput {
  private readonly runtimeInput: unknown;
  readonly type: number;
  get name(): string;
  get value(): number | boolean;
  set value(value: number | boolean);
  fire(): void;
}
namespace otherRive {
  export enum Fit {
    Cover = 'cover',
    Contain = 'contain',
    Fill = 'fill',
    FitWidth = 'fitWidth',
    FitHeight = 'fitHeight',
    None = 'none',
    ScaleDown = 'scaleDown',
    Layout = 'layout',
  }
  export enum Alignment {
    Center = 'center',
    TopLeft = 'topLeft',
    TopCenter = 'topCenter',
    TopRight = 'topRight',
    CenterLeft = 'centerLeft',
    CenterRight = 'centerRight',
    BottomLeft = 'bottomLeft',
    BottomCenter = 'bottomCenter',
    BottomRight = 'bottomRight',
  }
  export declare function useRive(): {
    canvas: HTMLCanvasElement | null;
    container: HTMLElement | null;
    setCanvasRef(canvas: HTMLCanvasElement | null): void;
    rive: OtherRive | null;
    RiveComponent(props: ComponentProps<'canvas'>): JSX.Element;
  };
}
