import { RigError } from '../../errors.js';
import { checkRiv } from '../check/check-riv.js';
import type { RivObject } from '../format/riv-object.js';
import { writeRiv } from '../format/write-riv.js';
import { ArtboardBuilder } from './artboard.js';
import { asStored } from './as-stored.js';
import { artboardObjects } from './assemble-artboard.js';
import { checkSources } from './check-sources.js';
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

  /**
   * Adds an artboard; the first is the file's default. Sizes are in artboard units. What sticks out is cut off.
   *
   * @throws RigError `RIG_NAME_TAKEN` if the file has an artboard of this name.
   */
  artboard(name: string, size: { readonly width: number; readonly height: number }): ArtboardBuilder {
    if (this.#artboards.some((artboard) => artboard.name === name)) {
      throw new RigError('RIG_NAME_TAKEN', `The file already has an artboard "${name}".`);
    }
    const artboard = new ArtboardBuilder(name, size);
    this.#artboards.push(artboard);
    return artboard;
  }

  /**
   * The file as the list of objects that it stores: what {@link readRiv} gives for its bytes.
   *
   * @throws RigError `RIG_REFERENCE_INVALID` where it uses an input or property of another file.
   */
  toObjects(): RivObject[] {
    return [
      { type: 'Backboard', props: {} },
      ...this.#viewModel.toObjects(),
      ...this.#artboards.flatMap((artboard) => {
        checkSources(artboard, this.#viewModel);
        return artboardObjects(artboard);
      }),
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
