import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readRatings } from '../../../src/files';
import { BrokenLog } from '../../../src/files/brokenLog';
import type { ByteSource } from '../../../src/files/byteSource';
import { Collector, type Collected } from '../../../src/files/collector';
import { readDelimited } from '../../../src/files/delimited';
import { detectDialect } from '../../../src/files/dialect';
import type { Helper } from '../../../src/files/threads/parserThread';
import { PieceParser } from '../../../src/files/threads/pieceParser';
import { readOnThreads } from '../../../src/files/threads/readOnThreads';
import { Fault, type FaultData } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import { quiet } from '../../../src/protocol/control';
import type { BrokenLines } from '../../../src/protocol/results';
import { temporaryFolder } from './folder';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
const threadFile = path.resolve('test/fixtures/workers/reader.cjs');

type Read = Collected & { readonly broken: BrokenLines };

async function outcomeOf(read: () => Promise<Read>): Promise<Read | FaultData> {
  try {
    const { ratings, times, duplicates, isCounted, broken } = await read();
    return { ratings, times, duplicates, isCounted, broken };
  } catch (error) {
    if (error instanceof Fault) return error.data;
    throw error;
  }
}

/** A file in memory. */
function sourceOf(head: Uint8Array): ByteSource {
  let given = 0;
  return {
    ...{ path: 'ratings.data', size: head.length, isCompressed: false, head, headIsWhole: true, done: () => given },
    read: (buffer, offset) => {
      const part = head.subarray(given, given + buffer.length - offset);
      buffer.set(part, offset);
      given += part.length;
      return Promise.resolve(part.length);
    },
    checkUnchanged: () => Promise.resolve(),
    sha256: () => '',
    close: () => Promise.resolve(),
  };
}

/** How many turns of the event loop a stand-in for a thread takes for each of its pieces, until it is lost. */
type Pace = readonly number[];

/** Parses like a thread, a while after it was asked to; it is lost where its pace ends. */
function standIn(pace: Pace, parserOf: () => PieceParser): Helper {
  const parser = parserOf();
  let [given, waiting] = [0, 0];
  let last: Promise<void> = Promise.resolve();
  return {
    get hasRoom() {
      return waiting < 2;
    },
    parse: (piece, isFirst) => {
      waiting++;
      const turns = pace[given++];
      const parsed = last.then(async () => {
        for (let turn = 0; turn < (turns ?? 1); turn++) await new Promise((resolve) => setImmediate(resolve));
        if (turns === undefined) throw new Error('lost');
        waiting--;
        return parser.parse(piece, isFirst, () => undefined);
      });
      last = parsed.then(
        () => undefined,
        () => undefined,
      );
      return parsed;
    },
    dismiss: () => undefined,
  };
}

interface Manner {
  readonly keepTimes: boolean;
  readonly skipBroken: boolean;
  readonly bytesAtOnce: number;
}

async function readAlone(content: Uint8Array, { keepTimes, skipBroken }: Manner): Promise<Read> {
  const [collector, log] = [new Collector(keepTimes), new BrokenLog()];
  const options = { keepTimes, columns: null, broken: skipBroken ? log : null, threads: 1, threadFile: '' };
  await readDelimited(sourceOf(content), collector, options, quiet);
  return { ...collector.finish(), broken: { count: log.count, first: log.first } };
}

async function readInPieces(content: Uint8Array, manner: Manner, paces: readonly Pace[]): Promise<Read> {
  const { keepTimes, skipBroken, bytesAtOnce } = manner;
  const [collector, log] = [new Collector(keepTimes), new BrokenLog()];
  const source = sourceOf(content);
  collector.isCounted = detectDialect(source, null)!.rating === -1;
  const task = { path: source.path, dialect: detectDialect(source, null)!, keepTimes, skipBroken };
  const helpers = paces.map((pace) => standIn(pace, () => new PieceParser(task)));
  await readOnThreads(source, collector, task, skipBroken ? log : null, helpers, quiet, bytesAtOnce);
  return { ...collector.finish(), broken: { count: log.count, first: log.first } };
}

const id = fc.oneof(
  fc.nat({ max: 20 }).map(String),
  fc.constantFrom(
    '7',
    '07',
    'ada',
    'Ω',
    '9007199254740993',
    '123456789',
    '"a b"',
    '"say ""x"""',
    '"with, and :: in it"',
    '"on two\\nlines"',
    '"""on""\r\n\nthree"',
    '5" disk',
  ),
);
const rating = fc.oneof(
  fc.constantFrom('1', '2.5', '-3', '4.25', '1e1', '"5"'),
  fc.double({ min: 0, max: 5, noNaN: true }).map(String),
);
const cells = fc.tuple(id, id, rating, fc.constantFrom('978300760', '2020-01-02', 'soon', ''));
const oddLine = fc.constantFrom(
  '',
  '   ',
  'a',
  ',,,',
  '"never closed',
  '1,"open,2',
  'closed",3,4,5',
  '"a\nb" behind,1,2,3',
  '1::2::x::4',
  '1,2,,4',
  '1\t2\tmany\t4',
  '\u0001',
);

const file = fc.record({
  lines: fc.array(fc.oneof({ weight: 6, arbitrary: cells }, { weight: 1, arbitrary: oddLine }), {
    minLength: 1,
    maxLength: 60,
  }),
  first: cells,
  header: fc.boolean(),
  mark: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  isEnded: fc.boolean(),
  delimiter: fc.constantFrom(',', '\t', ';', '::'),
});

function textOf({
  lines,
  first,
  header,
  mark,
  lineEnd,
  isEnded,
  delimiter,
}: Parameters<Parameters<typeof file.map>[0]>[0]): string {
  const written = [...(header ? [['user', 'item', 'rating', 'timestamp']] : []), first, ...lines];
  const all = written.map((line) => (typeof line === 'string' ? line : line.join(delimiter))).join(lineEnd);
  return `${mark ? '\uFEFF' : ''}${all}${isEnded ? lineEnd : ''}`;
}

describe('Reading on several threads', () => {
  it('gives what one gives, wherever the file is cut, whoever is late and whoever is lost', async () => {
    const pace = fc.array(fc.nat({ max: 4 }), { maxLength: 12 });
    const manner = fc.record({
      keepTimes: fc.boolean(),
      skipBroken: fc.boolean(),
      bytesAtOnce: fc.integer({ min: 1, max: 80 }),
    });
    await fc.assert(
      fc.asyncProperty(file, manner, fc.array(pace, { maxLength: 3 }), async (written, options, paces) => {
        const content = new TextEncoder().encode(textOf(written));
        const alone = await outcomeOf(() => readAlone(content, options));
        assert.deepEqual(await outcomeOf(() => readInPieces(content, options, paces)), alone);
      }),
      { numRuns: 500 },
    );
  });
});

describe('Threads that read', () => {
  const rows = Array.from(
    { length: 500_000 },
    (_, t) => `u${(t * 7919) % 90_001},${(t * 104_729) % 50_021},${(t % 10) / 2}`,
  );
  const at = (): string => folder.at('large.csv');
  const read = (threads: number, file: string = threadFile): Promise<Read | FaultData> =>
    outcomeOf(() => readRatings(at(), quiet, { threads, threadFile: file, skipBroken: true }));

  it('give what one gives', async () => {
    writeFileSync(at(), `user,item,rating\n${rows.map((row, t) => (t % 99_999 === 7 ? 'x,y' : row)).join('\r\n')}`);
    const alone = await read(1);
    assert.deepEqual(await read(2), alone);
    assert.deepEqual(await read(3), alone);
  });

  it('may end in mid-work, or never start: the others read on', async () => {
    writeFileSync(at(), rows.join('\n'));
    const alone = await read(1);
    const dying = folder.at('dying.cjs');
    writeFileSync(
      dying,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ kind }) => {
         if (kind === 'parse') process.exit(1);
         parentPort.postMessage({ kind: 'ready' });
       });`,
    );
    assert.deepEqual(await read(3, dying), alone);
    const broken = folder.at('broken.cjs');
    writeFileSync(broken, 'throw new Error("out of order");');
    assert.deepEqual(await read(2, broken), alone);
    assert.deepEqual(await read(2, folder.at('absent.cjs')), alone);
  });

  it('are not asked for gzip, which is read as it is alone', async () => {
    writeFileSync(at(), rows.join('\n'));
    const alone = await read(1);
    writeFileSync(at(), gzipSync(rows.join('\n'), { level: 0 }));
    assert.deepEqual(await read(2), alone);
  });

  it('are stopped at once where the work is cancelled, and leave none behind', async () => {
    writeFileSync(at(), rows.join('\n'));
    let looks = 0;
    const checkpoint = (): void => {
      if (++looks === 3) throw faults.cancelled();
    };
    const reading = readRatings(at(), { ...quiet, checkpoint }, { threads: 2, threadFile });
    assert.equal((await faultOf(reading)).code, 'cancelled');
  });

  it('tell the first broken line of the file, whoever finds one first', async () => {
    const broken = rows.map((row, t) => (t === 150_000 || t === 390_000 ? 'x' : row));
    writeFileSync(at(), broken.join('\n'));
    const fault = await faultOf(readRatings(at(), quiet, { threads: 2, threadFile }));
    assert.equal(fault.place?.line, 150_001);
  });
});
