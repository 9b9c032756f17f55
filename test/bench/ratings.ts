// `npm run bench:reading`: how fast a ratings file is read with one thread and with two, beside a plain loop over its bytes.
// `-- 25` reads 25 million ratings; without it 10. Times depend on the machine; processor time less so than time on the clock.
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import * as path from 'node:path';
import { execFileSync } from 'node:child_process';
import { readRatings } from '../../src/files';
import { createRandom } from '../../src/matrix/random';
import { quiet } from '../../src/protocol/control';

const SEED = 1;
const RUNS = 3;
const THREADS = [1, 2];
const threadFile = path.join(__dirname, '../fixtures/workers/reader.cjs');

/** Lines of userId, movieId, rating and timestamp, user by user, as MovieLens has them. */
function write(file: string, ratings: number): void {
  const random = createRandom(SEED);
  const out = openSync(file, 'w');
  writeSync(out, 'userId,movieId,rating,timestamp\n');
  const each = 154;
  let lines: string[] = [];
  for (let t = 0; t < ratings; t++) {
    // Squares of uniform numbers: some items are rated far more often than others.
    const item = 1 + Math.floor(random.uniform() ** 2 * 59_047) * 3;
    const rating = (1 + random.integer(10)) / 2;
    lines.push(
      `${1 + Math.floor(t / each)},${item},${rating.toFixed(1)},${789_652_009 + random.integer(784_675_694)}\n`,
    );
    if (lines.length === 20_000 || t === ratings - 1) {
      writeSync(out, lines.join(''));
      lines = [];
    }
  }
  closeSync(out);
}

interface Measured {
  readonly seconds: number;
  readonly processor: number;
  readonly megabytes: number;
}

/** Reads in a process of its own, so that the peak of its memory is that of the reading. */
function measure(file: string, threads: number): Measured {
  const runs = Array.from({ length: RUNS }, () => {
    const read = ['--import', 'tsx', __filename, '--read', file, String(threads)];
    const out = execFileSync(process.execPath, read, { encoding: 'utf8' });
    return JSON.parse(out) as Measured;
  });
  return runs.sort((a, b) => a.seconds - b.seconds)[Math.floor(RUNS / 2)]!;
}

async function readOnce(file: string, threads: number): Promise<void> {
  const started = performance.now();
  const before = process.cpuUsage();
  await readRatings(file, quiet, { threads, threadFile });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, processor: (user + system) / 1e6, megabytes }));
}

/** Megabytes a second of a loop that only looks for line feeds. */
function loopSpeed(file: string): number {
  const bytes = readFileSync(file);
  const started = performance.now();
  let lines = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0x0a) lines++;
  if (lines === 0) throw new Error('no lines');
  return bytes.length / 1e3 / (performance.now() - started);
}

function table(millions: readonly number[]): void {
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? ''}, seed ${SEED}, medians of ${RUNS}, load ${loadavg()[0]!.toFixed(1)}`,
  );
  console.log(
    '| ratings | MB | threads | seconds | MB/s | processor s | MB/s of processor time | peak MB | counting lines alone, MB/s |',
  );
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-ratings-'));
  try {
    for (const count of millions) {
      const file = path.join(folder, 'ratings.csv');
      write(file, count * 1e6);
      const size = statSync(file).size / 1e6;
      const alone = size < 500 ? loopSpeed(file).toFixed(0) : '';
      for (const threads of THREADS) {
        const { seconds, processor, megabytes } = measure(file, threads);
        const cells = [
          ...[`${count} M`, size.toFixed(0), threads, seconds.toFixed(2), (size / seconds).toFixed(0)],
          ...[processor.toFixed(2), (size / processor).toFixed(0), megabytes.toFixed(0), alone],
        ];
        console.log(`| ${cells.join(' | ')} |`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [word, file, threads] = process.argv.slice(2);
if (word === '--read' && file !== undefined) void readOnce(file, Number(threads));
else table([Number(word ?? 10)]);
