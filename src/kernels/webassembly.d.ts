/** The part of WebAssembly's interface that the loader uses; TypeScript declares it only together with the DOM. */
declare namespace WebAssembly {
  type Exports = Record<string, unknown>;

  interface Module {
    readonly kind?: 'module';
  }
  const Module: new (bytes: Uint8Array) => Module;

  class Instance {
    constructor(module: Module, imports?: Readonly<Record<string, Exports>>);
    readonly exports: Exports;
  }

  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer | SharedArrayBuffer;
  }

  interface Global {
    readonly value: number;
  }

  class RuntimeError extends Error {}

  function validate(bytes: Uint8Array): boolean;
}
