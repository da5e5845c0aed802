/**
 * The part of WebAssembly that the voice uses. TypeScript knows it only together with the browser's DOM, which Node's own
 * types leave out.
 */
declare namespace WebAssembly {
  interface Module {
    readonly __brand: 'compiled';
  }
  interface Instance {
    readonly exports: Record<string, unknown>;
  }
  const Instance: { new (module: Module, imports: Record<string, Record<string, unknown>>): Instance };
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  const Memory: { new (descriptor: { initial: number }): Memory };
  function compile(bytes: Uint8Array): Promise<Module>;
}
