import assert from 'node:assert/strict';
import { Layout, SharedMemory } from '../../../../src/kernels/training/sharedMemory';
import { Fault } from '../../../../src/matrix/fault';

const isOutOfMemory = (error: unknown): boolean => error instanceof Fault && error.data.code === 'out-of-memory';

function layoutOf(gibibytes: number): Layout {
  const layout = new Layout();
  layout.take(gibibytes * 2 ** 28, 4);
  return layout;
}

describe('The memory of a training', () => {
  it('larger than WebAssembly has is out of memory', () => {
    assert.throws(() => new SharedMemory(layoutOf(5)), isOutOfMemory);
  });

  it('larger than the machine gives is out of memory, and no other error is', () => {
    const { Memory } = WebAssembly;
    const failing = (error: Error): void => {
      WebAssembly.Memory = class extends Memory {
        constructor() {
          super({ initial: 0 });
          throw error;
        }
      };
    };
    try {
      failing(new RangeError('could not allocate memory'));
      assert.throws(() => new SharedMemory(layoutOf(1)), isOutOfMemory);
      failing(new TypeError('not a descriptor'));
      assert.throws(() => new SharedMemory(layoutOf(1)), TypeError);
    } finally {
      WebAssembly.Memory = Memory;
    }
  });
});
