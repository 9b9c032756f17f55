// `npm run bench`: how long the parts take, beside others where these are installed. Times depend on the machine; what is
// compared is compared in the same run. `npm run bench -- decompositions worker` runs those parts alone.
import { availableParallelism, cpus } from 'node:os';
import { benchCompletion } from './completion';
import { benchCoverage } from './coverage';
import { benchDecompositions } from './decompositions';
import { benchLowRank } from './lowRank';
import { benchOtherSets } from './otherSets';
import { benchScan } from './scan';
import { benchSmall } from './small';
import { benchThreads } from './threads';
import { benchWorker } from './worker';

const SEED = 1;

const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  small: () => benchSmall(SEED),
  decompositions: () => benchDecompositions(SEED),
  threads: () => benchThreads(SEED),
  'low-rank': () => benchLowRank(SEED),
  worker: () => benchWorker(SEED),
  scan: benchScan,
  completion: benchCompletion,
  'other-sets': () => benchOtherSets(SEED),
  coverage: benchCoverage,
};

async function run(asked: readonly string[]): Promise<void> {
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, seed ${SEED}`,
  );
  for (const [name, part] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await part();
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length === 0) void run(asked);
else {
  console.error(`There is no part ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}.`);
  process.exitCode = 2;
}
