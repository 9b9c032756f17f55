import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { createAnalyst } from '../../../src/analysis';
import type { FaultData } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import { createRandom } from '../../../src/matrix/random';
import { quiet, type Control } from '../../../src/protocol/control';
import type { TrainRequest } from '../../../src/protocol/request';
import { temporaryFolder } from '../files/folder';
import { trainRequest } from '../trainRequest';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
const random = createRandom(4);
const lines = Array.from({ length: 50 * 30 }, (_, t) => `u${t % 50},i${Math.floor(t / 50)},${1 + random.integer(5)}`);

/** Writing there fails as on a disk that is full: `open` follows the link. */
const full = '/dev/full';
const fillDiskOf = (path: string): void => symlinkSync(full, `${path}.${process.pid}.part`);

const request = (name: string, changes: Partial<TrainRequest> = {}): TrainRequest =>
  trainRequest({
    ...{ path: folder.at('ratings.csv'), modelPath: folder.at(name), rank: 2, iterations: 6, seed: 1 },
    ...changes,
  });

/** Calls back once so many steps were reported. */
function afterSteps(steps: number, then: () => void): Control {
  let seen = 0;
  return {
    ...quiet,
    report: ({ phase, points }) => {
      if (phase !== 'training') return;
      const before = seen;
      seen += points.length;
      if (before < steps && seen >= steps) then();
    },
  };
}

describe('A training that something happens to', () => {
  before(() => writeFileSync(folder.at('ratings.csv'), lines.join('\n')));
  const leftBeside = (name: string): string[] => readdirSync(folder.at('')).filter((one) => one.startsWith(`${name}.`));

  for (const solver of ['sgd', 'als', 'implicit-als', 'bayes'] as const)
    it(`${solver}: stopped dead and resumed from its checkpoint gives the very file it would have given`, async () => {
      const whole = request(`${solver}-whole`, { solver });
      await createAnalyst().run(whole, quiet);
      const stopped = request(`${solver}-stopped`, { solver });
      let isStopped = false;
      const control: Control = {
        ...afterSteps(3, () => (isStopped = true)),
        checkpoint: () => {
          if (isStopped) throw faults.cancelled();
        },
      };
      assert.equal((await faultOf(createAnalyst(0).run(stopped, control))).code, 'cancelled');
      assert.ok(!existsSync(stopped.modelPath!), 'there is no model before its training has ended');
      const resumePath = `${stopped.modelPath}.checkpoint`;
      const { history } = await createAnalyst().run({ ...stopped, resumePath }, quiet);
      assert.equal(history.length, 6);
      assert.deepEqual(readFileSync(stopped.modelPath!), readFileSync(whole.modelPath!));
      assert.deepEqual(leftBeside(`${solver}-stopped`), []);
    });

  it('a lost thread: the best model until then is in the file, which says no more than what was trained', async () => {
    const workers: Worker[] = [];
    const onWorker = (worker: Worker): unknown => workers.push(worker);
    process.on('worker', onWorker);
    const control = afterSteps(2, () => void workers[0]!.terminate());
    const asked = request('lost', { solver: 'bayes', threads: 2, iterations: 4000 });
    const { interrupted, warnings } = await createAnalyst().run(asked, control);
    process.off('worker', onWorker);
    assert.equal(interrupted?.code, 'training-thread-stopped');
    assert.match(warnings[0]!, /ended early, with the best model until then: A thread of the training stopped/);
    const described = await createAnalyst().run({ kind: 'describe-model', path: folder.at('lost') }, quiet);
    assert.ok(described.heldOut !== null);
  });

  if (existsSync(full)) {
    it('regression: a checkpoint that could not be written was silent: it is told once, and the training goes on', async () => {
      const asked = request('untold');
      const checkpoint = `${asked.modelPath}.checkpoint`;
      const told: FaultData[] = [];
      fillDiskOf(checkpoint);
      const notify = (fault: FaultData): void => {
        told.push(fault);
        fillDiskOf(checkpoint);
      };
      const { stop } = await createAnalyst(0).run(asked, { ...quiet, notify });
      assert.equal(stop, 'iterations');
      assert.deepEqual(
        told.map(({ code }) => code),
        ['checkpoint-not-kept'],
      );
      assert.match(told[0]!.message, /goes on, but could not be resumed .* the disk is full/);
      assert.deepEqual(leftBeside('untold'), []);
    });

    it('a disk without room for the model: says so, and leaves what stood there', async () => {
      const asked = request('roomless');
      writeFileSync(asked.modelPath!, 'a model of before');
      fillDiskOf(asked.modelPath!);
      const fault = await faultOf(createAnalyst().run(asked, quiet));
      assert.match(fault.message, /could not be written: the disk is full/);
      assert.equal(readFileSync(asked.modelPath!, 'utf8'), 'a model of before');
      assert.deepEqual(leftBeside('roomless'), []);
    });
  }

  it('regression: nothing held it to look first whether its model can be written: it says so before anything is read', async () => {
    const phases: string[] = [];
    const control: Control = { ...quiet, report: ({ phase }) => void phases.push(phase) };
    const fault = await faultOf(createAnalyst().run(request('no folder/model'), control));
    assert.deepEqual([fault.code, phases], ['cannot-write', []]);
  });

  it('a damaged checkpoint: is refused before anything is trained, and stays for a look at it', async () => {
    const asked = request('damaged');
    const resumePath = folder.at('damaged.checkpoint');
    writeFileSync(resumePath, 'cut off');
    const fault = await faultOf(createAnalyst().run({ ...asked, resumePath }, quiet));
    assert.equal(fault.code, 'cannot-resume');
    assert.deepEqual(leftBeside('damaged'), ['damaged.checkpoint']);
  });
});
