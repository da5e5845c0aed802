import type { ResolveHook } from 'node:module';

/**
 * Finds Lipwire's packages for code that lies where they are not installed: next to the command. What is installed there
 * wins. Registered with `module.register`.
 */
export const resolve: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (!specifier.startsWith('@lipwire/')) throw error;
    return await next(specifier, { ...context, parentURL: import.meta.url });
  }
};
