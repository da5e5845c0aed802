import { VISEME_COUNT } from '@lipwire/cues';
import type { ArtboardBuilder } from '../builder/authoring/artboard.js';
import type { HexColor } from '../builder/authoring/color.js';
import { RivFile } from '../builder/authoring/riv-file.js';
import type { ViewModelProperty } from '../builder/authoring/view-model.js';
import { ARTBOARD_NAME, EXPRESSIONS, VIEW_MODEL_NAME, VIEW_MODEL_PROPERTIES, visemeProperty } from '../contract.js';

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
  readonly gazeX: ViewModelProperty<'number'>;
  readonly gazeY: ViewModelProperty<'number'>;
  readonly expression: ViewModelProperty<'enum'>;
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
      gazeX: model.number(names.gazeX),
      gazeY: model.number(names.gazeY),
      expression: model.enumeration(names.expression, EXPRESSIONS),
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
