import { checkRiv } from '../check/check-riv.js';
import type { RivObject } from '../format/riv-object.js';
import { writeRiv } from '../format/write-riv.js';
import { ArtboardBuilder } from './artboard.js';
import { asStored } from './as-stored.js';
import { artboardObjects } from './assemble-artboard.js';
import { ViewModelBuilder } from './view-model.js';

/** A .riv file in the making: artboards, and the view model that drives them. */
export class RivFile {
  readonly #artboards: ArtboardBuilder[] = [];
  readonly #viewModel: ViewModelBuilder;

  /** @param viewModelName name of the view model; every artboard uses it. */
  constructor(viewModelName: string) {
    this.#viewModel = new ViewModelBuilder(viewModelName);
  }

  /** The data that apps can change while the file plays. */
  get viewModel(): ViewModelBuilder {
    return this.#viewModel;
  }

  /** Adds an artboard; the first is the file's default. Sizes are in artboard units. What sticks out is cut off. */
  artboard(name: string, size: { readonly width: number; readonly height: number }): ArtboardBuilder {
    const artboard = new ArtboardBuilder(name, size);
    this.#artboards.push(artboard);
    return artboard;
  }

  /** The file as the list of objects that it stores. */
  toObjects(): RivObject[] {
    return [
      { type: 'Backboard', props: {} },
      ...this.#viewModel.toObjects(),
      ...this.#artboards.flatMap((artboard) => artboardObjects(artboard)),
    ].map(asStored);
  }

  /**
   * The file's bytes.
   *
   * @throws RigError for anything that the runtime would drop, misread or crash on; see {@link checkRiv}.
   */
  toBytes(): Uint8Array {
    const objects = this.toObjects();
    checkRiv(objects);
    return writeRiv(objects);
  }
}
