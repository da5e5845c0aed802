/** What can go wrong in this package; `docs/errors.md` says what to do about each. */
export type RigErrorCode =
  | 'RIG_FILE_INVALID'
  | 'RIG_PROPERTY_INVALID'
  | 'RIG_ORDER_INVALID'
  | 'RIG_PARENT_INVALID'
  | 'RIG_REFERENCE_INVALID'
  | 'RIG_PAINT_INVALID'
  | 'RIG_KEYFRAMES_INVALID'
  | 'RIG_ANGLE_WRAPS'
  | 'RIG_STATE_MACHINE_INVALID'
  | 'RIG_LAYERS_OVERLAP'
  | 'RIG_STATE_INCOMPLETE'
  | 'RIG_BLEND_DRIFTS'
  | 'RIG_NAME_TAKEN'
  | 'RIG_CHECK_UNSUPPORTED'
  | 'RIG_PATH_DATA_INVALID'
  | 'RIG_COLOR_INVALID'
  | 'RIG_WEIGHTS_INVALID';

/** Thrown when a mascot cannot be written, read or posed as asked. The message names the object and what to change. */
export class RigError extends Error {
  override readonly name = 'RigError';
  constructor(
    readonly code: RigErrorCode,
    message: string,
  ) {
    super(message);
  }
}
