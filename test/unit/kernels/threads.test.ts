import assert from 'node:assert/strict';
import type { Worker } from 'node:worker_threads';
import * as kernels from '../../../src/kernels';
import { engine } from '../../../src/kernels/engine';
import { instantiate } from '../../../src/kernels/instance';
import { readModule } from '../../../src/kernels/module';
import { Crew } from '../../../src/kernels/threads/crew';
import { places } from '../../../src/kernels/threads/thread';
import { transpose } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { symmetricPart, uniform } from '../factorization/matrices';

const seed = 53;
// large enough to have threads started
const large = uniform(600, 600, createRandom(seed));
// no multiple of any block, and large enough for threads that are there
const [m, n] = [533, 429];
const tall = uniform(m, n, createRandom(seed));
const square = uniform(n, n, createRandom(seed));
const gram = kernels.product(transpose(tall), tall);

const methods: Readonly<Record<string, () => unknown>> = {
  'the product': () => kernels.product(tall, square),
  'PA = LU': () => kernels.lu(tall),
  'A = LLᵀ': () => kernels.cholesky(gram),
  'A = QR': () => kernels.qr(tall),
  'AP = QR': () => kernels.pivotedQr(tall),
  'A = VDVᵀ': () => kernels.symmetricEigen(symmetricPart(square)),
  'A = USVᵀ': () => kernels.svd(tall),
  'A = QTQᵀ': () => kernels.schur(square),
  'A ≈ USVᵀ': () => kernels.truncatedSvd(tall, 20, seed),
};

/** What the work gives, and the threads that it started. */
async function watched<T>(work: () => T): Promise<{ result: T; workers: Worker[] }> {
  const workers: Worker[] = [];
  const onWorker = (worker: Worker): unknown => workers.push(worker);
  process.on('worker', onWorker);
  try {
    const result = work();
    // threads are announced by the event loop
    do await new Promise((resolve) => setImmediate(resolve));
    while (!engine().isReady);
    return { result, workers };
  } finally {
    process.off('worker', onWorker);
  }
}

describe(`Decompositions on threads, seed ${seed}`, () => {
  afterEach(() => {
    engine().threads = 1;
  });

  for (const [name, method] of Object.entries(methods))
    it(`${name} is the same to the last bit with any number of threads`, async () => {
      const alone = method();
      for (const threads of [2, 3]) {
        engine().threads = threads;
        const { workers } = await watched(() => kernels.product(large, large));
        assert.equal(workers.length, threads - 1);
        assert.deepEqual(method(), alone);
      }
    });

  it('starts threads once, for a large matrix', async () => {
    engine().threads = 3;
    assert.equal((await watched(() => kernels.product(square, square))).workers.length, 0);
    assert.equal((await watched(() => kernels.product(large, large))).workers.length, 2);
    assert.equal((await watched(() => kernels.product(large, large))).workers.length, 0);
  });

  it('goes on alone where a thread has stopped', async () => {
    const alone = kernels.product(large, large);
    engine().threads = 2;
    const { workers } = await watched(() => kernels.product(large, large));
    await workers[0]!.terminate();
    assert.deepEqual(kernels.product(large, large), alone);
    assert.equal(engine().threads, 1);
  });

  it('ends the call where a thread fails at a task', async () => {
    const kernelModule = readModule('kernels.wasm');
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
    const exports = instantiate(kernelModule, memory);
    const stateAddress = exports.allocate(places.count / 2);
    const state = new Int32Array(memory.buffer, stateAddress, places.count);
    const size = 400;
    const [a, c] = [exports.allocateZeros(size * size), exports.allocateZeros(size * size)];
    // its own part of the memory lies beyond the last address
    const scratch = 2 ** 32 - 16;
    const crew = new Crew(state, [{ kernelModule, memory, kernelNames: ['assist'], state, scratch }]);
    while (!crew.isReady(1000));
    exports.gather(2, stateAddress);
    assert.throws(() => {
      // until the other thread comes first to a task
      for (;;) exports.addProduct(size, size, size, 1, a, size, 1, a, size, 1, c, size, 1);
    }, WebAssembly.RuntimeError);
    assert.equal(Atomics.load(state, places.lost), 1);
    await new Promise((resolve) => setTimeout(resolve, 0));
    await crew.dismiss();
  });
});
