import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAnalyst } from '../../../src/analysis';
import { fitBaseline } from '../../../src/completion/ratingsBaseline';
import { readClusterFactors } from '../../../src/files';
import { toRows } from '../../../src/matrix/dense';
import { Fault } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import { localCluster, type Cluster } from '../../../src/protocol/cluster';
import { quiet, type Control, type Progress } from '../../../src/protocol/control';
import { trainRequest } from '../trainRequest';

const fixtures = path.resolve(import.meta.dirname, '../../fixtures/spark');

/** The latest, of the film y, is held out, so that Spark has six ratings and no factors of y. */
const ratings = [
  'userId,movieId,rating,timestamp',
  ...['a,w,5,1', 'a,x,3,2', 'b,x,4,3', 'b,y,3,9', 'b,z,1,4', 'c,w,2,5', 'c,z,5,6'],
].join('\n');

/** A process that is killed may take a moment to be gone. */
async function assertEnded(pid: number): Promise<void> {
  for (let look = 0; look < 100 && isAlive(pid); look++) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(!isAlive(pid), `process ${pid} lives on`);
}

/** A process that has ended and that nobody has asked about counts as ended. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/mu.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('Training on Spark, with what stands for spark-submit', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'factorize-test-'));
    writeFileSync(path.join(folder, 'ratings.csv'), ratings);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const train = (options: readonly string[], changes: Partial<Cluster> = {}, control: Control = quiet) => {
    const request = trainRequest({
      path: path.join(folder, 'ratings.csv'),
      solver: 'spark',
      cluster: {
        ...localCluster,
        submit: path.join(fixtures, 'spark-submit.mjs'),
        options,
        folder,
        ...changes,
      },
      rank: 2,
      regularization: 0.1,
      iterations: 5,
      holdout: 0.15,
      holdoutBy: 'time',
    });
    return createAnalyst().run(request, control);
  };
  const code = (expected: string) => (error: unknown) => {
    assert.ok(error instanceof Fault, String(error));
    assert.equal(error.data.code, expected, error.message);
    return true;
  };
  const left = (): string[] => readdirSync(folder).filter((name) => name.startsWith('factorize-spark'));

  it('sends what biases leave, as indices and numbers, and reads the factors back', async () => {
    const reports: Progress[] = [];
    const record = path.join(folder, 'sent.csv');
    const control = { ...quiet, report: (progress: Progress) => reports.push(progress) };
    const analysis = await train(['--record', record], {}, control);
    const sent = readFileSync(record, 'utf8').trim().split('\n');
    assert.deepEqual(
      sent.map((line) => line.split(',').slice(0, 2).join(',')),
      ['0,0', '0,1', '1,1', '1,3', '2,0', '2,3'],
    );
    const total = sent.reduce((sum, line) => sum + Number(line.split(',')[2]), 0);
    assert.ok(Math.abs(total) < 1e-5, `residuals of biases with a mean sum to 0, here to ${total}`);
    const steps = reports.filter(({ phase }) => phase === 'training').map(({ done }) => done);
    assert.deepEqual(steps, [0, 1.5, 3.75, 5, 5], 'regression: it went back with every job of Spark');
    assert.ok(reports.every(({ phase, total: of }) => of === (phase === 'training' ? 5 : null) || phase === 'reading'));
    const points = reports.flatMap(({ phase, points: [point] }) => (point === undefined ? [] : [{ phase, point }]));
    assert.deepEqual(points, [
      { phase: 'starting', point: analysis.history[0] },
      { phase: 'training', point: analysis.history[1] },
    ]);
    assert.equal(analysis.threads, null);
    assert.deepEqual(analysis.clusterRun, { version: '4.3.0', master: 'local[*]', seconds: 1.5 });
    assert.equal(analysis.solver, 'spark');
    assert.equal(analysis.factors.find(({ name }) => name === 'U')!.rows, 3);
    // b has rated y 3, which nobody else has rated: μ + b_b is what there is to say of it
    const cells = { rows: 3, columns: 4, rowIndex: [0, 0, 1, 1, 2, 2], columnIndex: [0, 1, 1, 3, 0, 3] };
    const { mean, rowBias } = fitBaseline(
      {
        ...cells,
        rowIndex: Uint32Array.from(cells.rowIndex),
        columnIndex: Uint32Array.from(cells.columnIndex),
        values: Float64Array.of(5, 3, 4, 1, 2, 5),
      },
      quiet,
    );
    const byBiases = Math.abs(3 - (mean + rowBias[1]!));
    for (const { iteration, holdoutRmse } of analysis.history)
      assert.ok(Math.abs(holdoutRmse! - byBiases) < 1e-12, `y is predicted by biases alone at iteration ${iteration}`);
    assert.deepEqual(
      analysis.history.map(({ iteration }) => iteration),
      [0, 5],
    );
    assert.deepEqual(left(), []);
  }).timeout(20_000);

  it('sends counts as they are, with their confidence, and tells the objective of what comes back', async () => {
    const record = path.join(folder, 'sent.csv');
    const chosen = ratings.split('\n').map((line) => line.replace(/,[^,]*(,[^,]*)$/u, '$1'));
    writeFileSync(path.join(folder, 'ratings.csv'), chosen.join('\n'));
    const analysis = await train(['--record', record]);
    assert.equal(readFileSync(record, 'utf8'), '0,0,1\n0,1,1\n1,1,1\n1,3,1\n2,0,1\n2,3,1\n');
    assert.match(readFileSync(`${record}.json`, 'utf8'), /"alpha":1\b/u);
    assert.equal(analysis.solver, 'implicit-als');
    assert.deepEqual(analysis.clusterRun, { version: '4.3.0', master: 'local[*]', seconds: 1.5 });
    assert.equal(analysis.heldOut, null);
    // Σ c (p − u·v)² + λ (Σ nᵤ‖u‖² + Σ nᵢ‖v‖²), cell by cell: every user chose two items, and each but y was chosen twice
    const [users, items] = await Promise.all(
      [
        ['users', 3],
        ['items', 4],
      ].map(async ([side, rows]) => {
        const folderOf = path.join(fixtures, String(side));
        return toRows(await readClusterFactors(folderOf, new Uint32Array(Number(rows)), 2, quiet));
      }),
    );
    const dot = ([a, b]: (number | null)[], [c, d]: (number | null)[]): number => a! * c! + b! * d!;
    const chosenCells = new Set(['0,0', '0,1', '1,1', '1,3', '2,0', '2,3']);
    let objective = 0.1 * 2 * [...users!, ...items!].reduce((sum, one) => sum + dot(one, one), 0);
    users!.forEach((user, u) => {
      items!.forEach((item, i) => {
        const x = dot(user, item);
        objective += chosenCells.has(`${u},${i}`) ? 2 * (1 - x) ** 2 : x ** 2;
      });
    });
    const { objective: told } = analysis.history.at(-1)!;
    assert.ok(Math.abs(told / objective - 1) < 1e-12, `objective: told ${told}, cell by cell ${objective}`);
  }).timeout(20_000);

  for (const [option, expected] of [
    ['--without-java', 'no-java'],
    ['--without-java-on-the-path', 'no-java'],
    ['--with-old-java', 'old-java'],
    ['--without-home', 'no-spark-home'],
    ['--without-python', 'no-python'],
    ['--without-numpy', 'no-pyspark'],
    ['--without-grpc', 'no-pyspark'],
    ['--with-unknown-master', 'spark-master'],
    ['--without-master', 'no-spark-master'],
    ['--without-hadoop-configuration', 'no-hadoop-configuration'],
    ['--without-winutils', 'no-winutils'],
    ['--with-old-connect', 'old-spark-connect'],
    ['--elsewhere', 'folder-not-shared'],
    ['--of-another-machine', 'folder-not-shared'],
    ['--stack-too-deep', 'spark-stack'],
    ['--out-of-memory', 'spark-failed'],
  ] as const)
    it(`${option.slice(2).replaceAll('-', ' ')}: says so, and leaves no files`, async () => {
      await assert.rejects(train([option]), code(expected));
      assert.deepEqual(left(), []);
    }).timeout(20_000);

  it('names the error that Java gave', async () => {
    await assert.rejects(train(['--out-of-memory']), /training: java\.lang\.OutOfMemoryError: Java heap space\.$/);
  }).timeout(20_000);

  it('says what to install where there is no spark-submit', async () => {
    await assert.rejects(train([], { submit: path.join(folder, 'nothing') }), code('no-spark'));
    assert.deepEqual(left(), []);
  });

  it('an address that is not of Spark Connect is refused, and nothing is started', async () => {
    await assert.rejects(train([], { connect: 'localhost:15002', python: 'false' }), code('connect-address'));
    assert.deepEqual(left(), []);
  });

  it('a Python for Spark Connect that is not there is named', async () => {
    await assert.rejects(
      train([], { connect: 'sc://localhost', python: path.join(folder, 'none') }),
      code('no-python'),
    );
    assert.deepEqual(left(), []);
  });

  it('a factor file with other rows than were asked for is refused', async () => {
    writeFileSync(
      path.join(folder, 'ratings.csv'),
      'userId,movieId,rating,timestamp\na,w,5,1\nb,x,3,2\nb,w,3,3\na,x,3,4\n',
    );
    await assert.rejects(train([]), code('damaged-file'));
    assert.deepEqual(left(), []);
  }).timeout(20_000);

  it('where Spark is killed, its other processes end too, and no files are left', async () => {
    const pidFile = path.join(folder, 'pid');
    await assert.rejects(train(['--killed', pidFile]), /it was ended from outside/);
    assert.deepEqual(left(), []);
    await assertEnded(Number(readFileSync(pidFile, 'utf8')));
  }).timeout(20_000);

  it('cancelling ends the processes and leaves no files', async () => {
    const pidFile = path.join(folder, 'pid');
    const control: Control = {
      report: () => undefined,
      checkpoint: () => {
        if (existsSync(pidFile)) throw faults.cancelled();
      },
    };
    await assert.rejects(train(['--never-ends', pidFile], {}, control), code('cancelled'));
    assert.deepEqual(left(), []);
    await assertEnded(Number(readFileSync(pidFile, 'utf8')));
  }).timeout(20_000);
});
