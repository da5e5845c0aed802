import { isObject, type JsonObject, objectOr } from './json-object.js';

/** What a token fixes of the setup that is sent with it. */
export interface SetupLock {
  /** The token's own setup, with names in camelCase. */
  readonly setup: JsonObject;
  /** Paths such as `generationConfig.temperature` that are taken from it; `undefined` for all there are. */
  readonly paths: readonly string[] | undefined;
}

/**
 * The setup that is in force: what is locked comes from the token, and what the client says about it does not count.
 * A locked field that the token leaves out falls to its default.
 *
 * @param setup what the client sent, with names in camelCase.
 */
export function applySetupLock(setup: JsonObject, lock: SetupLock): JsonObject {
  const merged =
    lock.paths === undefined
      ? lock.setup
      : lock.paths.reduce((result, path) => {
          return replacePath(result, lock.setup, path.split('.'));
        }, setup);
  // The handle of a session cannot be known when its token is made: it is the client's to say.
  const { handle } = objectOr(setup.sessionResumption);
  return isObject(merged.sessionResumption) && handle !== undefined
    ? { ...merged, sessionResumption: { ...merged.sessionResumption, handle } }
    : merged;
}

function replacePath(target: JsonObject, source: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
  const { [name]: own, ...others } = target;
  const value = Object.hasOwn(source, name) ? source[name] : undefined;
  // A list is taken as a whole: the official SDK writes `tools.0` for its first item.
  const goesDeeper = rest.length > 0 && !Array.isArray(value) && !Array.isArray(own);
  const replaced = goesDeeper ? replacePath(objectOr(own), objectOr(value), rest) : value;
  const isEmpty = replaced === undefined || (goesDeeper && Object.keys(objectOr(replaced)).length === 0);
  return isEmpty ? others : { ...others, [name]: replaced };
}
