// `npm run bench:training`: what an epoch, an iteration and a sweep take with one thread and with two, then the others
// beside them on the same ratings, two threads each, in the Python that BENCH_PYTHON names. `-- 10` takes 10 million
// ratings; without it 1 million; names after it, such as `-- 10 spark`, choose who is beside, and only what is compared
// with them is measured of ours. Reading is counted for none, the layout of the ratings only where whole trainings are raced.
// The bars are those of 10 million. Processor time says more than the clock on a machine that has other work.
import { availableParallelism, cpus, loadavg } from 'node:os';
import { Peers, type Peer, type PeerAnswer, type PeerName } from './peers';
import { raceToErrors, type Reached } from './race';
import { syntheticRatings } from './syntheticRatings';
import { benchTopLists } from './topLists';
import { benchData, timeSteps, worksOf, type BenchData, type Timed, type Work } from './works';

const SEED = 2;

/** Two threads are to be so much quicker than one. */
const leastGain = 1.7;

/** Millions of updates a second a core that an epoch is to make; seconds that a sweep with two threads is to take at most. */
const leastUpdates: Readonly<Record<string, number>> = { 'sgd, rank 32': 70, 'sgd, rank 64': 40, 'sgd, rank 128': 20 };
const mostSeconds: Readonly<Record<string, number>> = { 'bayes, rank 16': 1.5 };

/** An iteration here is to be so many times as quick as the other's. */
const beside: readonly {
  readonly what: string;
  readonly peer: PeerName;
  readonly title: string;
  readonly bar: number;
}[] = [
  { what: 'als, rank 64, Cholesky', peer: 'cmfrec-cholesky', title: 'cmfrec', bar: 1 },
  { what: 'als, rank 64, conjugate gradients', peer: 'cmfrec-cg', title: 'cmfrec', bar: 1 },
  { what: 'als, rank 64, Cholesky', peer: 'implicit-cholesky', title: 'implicit, of counts', bar: 1 },
  { what: 'als, rank 64, conjugate gradients', peer: 'implicit-cg', title: 'implicit, of counts', bar: 1 },
  { what: 'implicit-als, rank 64, Cholesky', peer: 'implicit-cholesky', title: 'implicit', bar: 1 },
  { what: 'implicit-als, rank 64, conjugate gradients', peer: 'implicit-cg', title: 'implicit', bar: 1 },
  { what: 'als, rank 64, Cholesky', peer: 'spark', title: 'Spark, `local[2]`', bar: 5 },
];

/** Descent is to come to the other's held-out error in so much less time. */
const raced: readonly { readonly peer: PeerName; readonly title: string; readonly bar: number }[] = [
  { peer: 'libmf', title: 'LIBMF, rank 32, 20 epochs', bar: 2 },
  { peer: 'surprise', title: 'Surprise SVD, rank 32, 20 epochs, its one thread', bar: 2 },
];

const seconds = (value: number | null | undefined): string => value?.toFixed(3) ?? '';
const error = (value: number | null | undefined): string => value?.toFixed(4) ?? '';
const met = (isMet: boolean): string => (isMet ? 'yes' : 'no');
const printRow = (...cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`);

async function measureOurs(bench: BenchData, works: readonly Work[]): Promise<ReadonlyMap<string, Timed>> {
  printRow(
    'what',
    's by the clock, 1 thread',
    '2',
    '×',
    'processor s, 1',
    '2',
    'million a second a core',
    'RMSE',
    'bar',
    'met',
  );
  printRow('---', ...Array.from({ length: 7 }, () => '---:'), '---', '---');
  const measured = new Map<string, Timed>();
  for (const work of works) {
    const timed = await timeSteps(work, bench);
    measured.set(work.what, timed);
    const rate = bench.trained / timed.processor[0] / 1e6;
    const [updates, most] = [leastUpdates[work.what], mostSeconds[work.what]];
    const bars = [
      { bar: `${leastGain}×`, isMet: timed.gain >= leastGain },
      ...(updates === undefined ? [] : [{ bar: `${updates} million`, isMet: rate >= updates }]),
      ...(most === undefined ? [] : [{ bar: `${most} s`, isMet: timed.clock[1] <= most }]),
    ];
    printRow(
      ...[work.what, ...timed.clock.map(seconds), timed.gain.toFixed(2), ...timed.processor.map(seconds)],
      ...[rate.toFixed(1), error(timed.rmse)],
      ...[bars.map(({ bar }) => bar).join(', '), bars.map(({ isMet }) => met(isMet)).join(', ')],
    );
  }
  return measured;
}

/** Rows of ours and another's; who is absent is said once, in a line. */
class Comparison {
  private readonly answers = new Map<PeerName, Peer>();
  private readonly absent: string[] = [];

  constructor(private readonly peers: Peers) {
    printRow(
      'what',
      'here, s by the clock',
      'processor s',
      'RMSE',
      'beside',
      's',
      'processor s',
      'RMSE',
      '×',
      'bar',
      'met',
    );
    printRow('---', '---:', '---:', '---:', '---', ...Array.from({ length: 4 }, () => '---:'), '---', '---');
  }

  /** Null, and noted, where it cannot be run. */
  answerOf(name: PeerName): PeerAnswer | null {
    let answer = this.answers.get(name);
    if (answer === undefined) {
      answer = this.peers.ask(name);
      this.answers.set(name, answer);
      if ('absent' in answer) this.absent.push(`${name} could not be run: ${answer.absent}`);
    }
    return 'absent' in answer ? null : answer;
  }

  print(what: string, ours: PeerAnswer, title: string, theirs: PeerAnswer, bar: number): void {
    const ratio = theirs.clock / ours.clock;
    printRow(
      ...[what, seconds(ours.clock), seconds(ours.processor), error(ours.rmse)],
      ...[title, seconds(theirs.clock), seconds(theirs.processor), error(theirs.rmse)],
      ...[ratio.toFixed(2), `${bar}×`, met(ratio >= bar)],
    );
  }

  close(): void {
    for (const line of this.absent) console.log(line);
  }
}

/** Whether a library is to be beside: all are where none is named. */
type IsAsked = (peer: PeerName) => boolean;

function compareRaces(comparison: Comparison, reached: readonly Reached[], isAsked: IsAsked): void {
  for (const { peer, title, bar } of raced) {
    if (!isAsked(peer)) continue;
    const theirs = comparison.answerOf(peer);
    if (theirs === null) continue;
    const there = reached.find(({ rmse }) => theirs.rmse !== null && rmse <= theirs.rmse);
    const last = reached.at(-1)!;
    if (there === undefined)
      console.log(`sgd did not come to the error of ${title} in ${last.epoch} epochs: ${error(last.rmse)}`);
    else comparison.print(`sgd, rank 32, to that error: ${there.epoch} epochs`, there, title, theirs, bar);
  }
}

function compareIterations(comparison: Comparison, measured: ReadonlyMap<string, Timed>, isAsked: IsAsked): void {
  for (const { what, peer, title, bar } of beside) {
    if (!isAsked(peer)) continue;
    const [ours, theirs] = [measured.get(what)!, comparison.answerOf(peer)];
    if (theirs === null) continue;
    const { clock, processor, rmse } = ours;
    comparison.print(what, { clock: clock[1], processor: processor[1], rmse }, title, theirs, bar);
  }
}

async function main(millions: number, names: readonly string[]): Promise<void> {
  const cells = syntheticRatings(millions * 1e6, SEED);
  const bench = benchData(cells);
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? ''}, ${millions} million ratings of ` +
      `${cells.rows} × ${cells.columns}, a tenth held out, load ${loadavg()
        .map((one) => one.toFixed(1))
        .join(' ')}`,
  );
  const isAsked: IsAsked = (peer) => names.length === 0 || names.includes(peer);
  const compared = new Set(beside.filter(({ peer }) => isAsked(peer)).map(({ what }) => what));
  const works = worksOf(bench).filter(({ what }) => names.length === 0 || compared.has(what));
  const measured = await measureOurs(bench, works);
  const reached = raced.some(({ peer }) => isAsked(peer)) ? await raceToErrors(bench) : [];
  if (names.length === 0) await benchTopLists();
  console.log(`Peak memory of the process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  const peers = new Peers(cells, bench.held);
  try {
    const comparison = new Comparison(peers);
    compareRaces(comparison, reached, isAsked);
    compareIterations(comparison, measured, isAsked);
    comparison.close();
  } finally {
    peers.close();
  }
}

const [millions = '1', ...names] = process.argv.slice(2);
void main(Number(millions), names);
