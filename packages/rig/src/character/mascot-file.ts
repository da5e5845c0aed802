import { VISEME_COUNT } from '@lipwire/cues';
import type { ArtboardBuilder } from '../builder/authoring/artboard.js';
import type { HexColor } from '../builder/authoring/color.js';
import { RivFile } from '../builder/authoring/riv-file.js';
import type { ViewModelProperty } from '../builder/authoring/view-model.js';
import {
  ACCESSORIES,
  ARTBOARD_NAME,
  EXPRESSIONS,
  GESTURES,
  type Gesture,
  gestureProperty,
  VIEW_MODEL_NAME,
  VIEW_MODEL_PROPERTIES,
  visemeProperty,
} from '../contract.js';

/** The colours that an app can change. */
export interface Theme<C = HexColor> {
  readonly primary: C;
  readonly secondary: C;
  readonly detail: C;
  readonly accent: C;
  readonly eye: C;
}

/** The view model of `contract.ts`, as the builder knows it. */
export interface MascotProperties {
  /** By viseme id. */
  readonly visemes: readonly ViewModelProperty<'number'>[];
  readonly isSpeaking: ViewModelProperty<'boolean'>;
  readonly isListening: ViewModelProperty<'boolean'>;
  readonly gesture: ViewModelProperty<'trigger'>;
  readonly gestures: Readonly<Record<Gesture, ViewModelProperty<'trigger'>>>;
  readonly gazeX: ViewModelProperty<'number'>;
  readonly gazeY: ViewModelProperty<'number'>;
  readonly headX: ViewModelProperty<'number'>;
  readonly headY: ViewModelProperty<'number'>;
  readonly headTilt: ViewModelProperty<'number'>;
  readonly emphasis: ViewModelProperty<'number'>;
  readonly browLift: ViewModelProperty<'number'>;
  readonly idle: ViewModelProperty<'number'>;
  readonly blink: ViewModelProperty<'trigger'>;
  readonly blinksItself: ViewModelProperty<'boolean'>;
  readonly expression: ViewModelProperty<'enum'>;
  readonly accessory: ViewModelProperty<'enum'>;
  readonly colors: Theme<ViewModelProperty<'color'>>;
}

/** A file with the view model and the empty artboard that `contract.ts` asks for. */
export interface MascotFile {
  readonly file: RivFile;
  readonly artboard: ArtboardBuilder;
  readonly properties: MascotProperties;
}

/** Starts the file of a mascot. */
export function mascotFile(size: { readonly width: number; readonly height: number }, theme: Theme): MascotFile {
  const file = new RivFile(VIEW_MODEL_NAME);
  const model = file.viewModel;
  const names = VIEW_MODEL_PROPERTIES;
  return {
    file,
    artboard: file.artboard(ARTBOARD_NAME, size),
    properties: {
      visemes: Array.from({ length: VISEME_COUNT }, (_, id) => model.number(visemeProperty(id))),
      isSpeaking: model.boolean(names.isSpeaking),
      isListening: model.boolean(names.isListening),
      gesture: model.trigger(names.gesture),
      gestures: perGesture((gesture) => model.trigger(gestureProperty(gesture))),
      gazeX: model.number(names.gazeX),
      gazeY: model.number(names.gazeY),
      headX: model.number(names.headX),
      headY: model.number(names.headY),
      headTilt: model.number(names.headTilt),
      emphasis: model.number(names.emphasis),
      browLift: model.number(names.browLift),
      idle: model.number(names.idle, 100),
      blink: model.trigger(names.blink),
      blinksItself: model.boolean(names.blinksItself, true),
      expression: model.enumeration(names.expression, EXPRESSIONS),
      accessory: model.enumeration(names.accessory, ACCESSORIES),
      colors: {
        primary: model.color(names.primaryColor, theme.primary),
        secondary: model.color(names.secondaryColor, theme.secondary),
        detail: model.color(names.detailColor, theme.detail),
        accent: model.color(names.accentColor, theme.accent),
        eye: model.color(names.eyeColor, theme.eye),
      },
    },
  };
}

function perGesture<T>(make: (gesture: Gesture) => T): Record<Gesture, T> {
  return Object.fromEntries(GESTURES.map((gesture) => [gesture, make(gesture)])) as Record<Gesture, T>;
}
