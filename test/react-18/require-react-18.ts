import Module from 'node:module';
import { join } from 'node:path';

// CommonJS that is not bundled, such as Rive's React wrapper, asks Node for its React: it must get the one that the
// tests get, or hooks of one would run in components of the other. Node 20 has no public hook for require().
const loader = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string };
const resolveFilename = loader._resolveFilename;
const REACT = /^(react|react-dom)(?=\/|$)/;

loader._resolveFilename = (request, ...rest) =>
  resolveFilename.call(
    loader,
    request.replace(REACT, (name) => join(import.meta.dirname, 'node_modules', name)),
    ...rest,
  );
