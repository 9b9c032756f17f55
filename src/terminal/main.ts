import { describe, type FaultData } from '../matrix/fault';
import { faults, toFaultData } from '../matrix/faults';
import type { WorkerPool } from '../workers/pool';
import { readCommandLine, type CommandLine } from './arguments';
import { commands, isCommand } from './commandTable';
import { commandRuns } from './commands';
import { help } from './help';
import { reason } from './input';
import { createStatusLine } from './status';
import { version } from './version';

/** Exit statuses of the contract. */
const statuses: Readonly<Record<FaultData['kind'], number>> = { input: 1, usage: 2, work: 3, cancelled: 130 };

/** Runs one command line and gives the exit status. Results go to standard output, everything else to standard error. */
export async function main(words: readonly string[], pool: WorkerPool): Promise<number> {
  const debug = words.includes('--debug');
  try {
    return await run(words, pool);
  } catch (error) {
    return tell(error, debug);
  }
}

/** What was to stand on standard output is lost. */
export const notPrinted = (error: Error): number => tell(faults.cannotPrint(reason(error)), false);

/** One line on standard error, and the exit status. */
function tell(error: unknown, debug: boolean): number {
  const fault = toFaultData(error);
  const place = fault.place === null ? '' : `${fault.place.file ?? ''}:${fault.place.line}:${fault.place.column}: `;
  process.stderr.write(`${place}${describe(fault)}\n`);
  if (debug && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  return statuses[fault.kind];
}

async function run(words: readonly string[], pool: WorkerPool): Promise<number> {
  const [word, ...rest] = words;
  if (word === '--version') return print(version());
  if (word === undefined || word === '--help' || word === 'help')
    return print(help(isCommand(rest[0]) ? rest[0] : null));
  if (!isCommand(word)) {
    throw faults.usage(`There is no command ${word}.`, `The commands are ${Object.keys(commands).join(', ')}.`);
  }
  if (rest.includes('--help')) return print(help(word));
  if (rest.includes('--version')) return print(version());
  return execute(readCommandLine(word, rest), pool);
}

async function execute(line: CommandLine, pool: WorkerPool): Promise<number> {
  const interrupt = new AbortController();
  const finish = new AbortController();
  let isTraining = false;
  // A training that is interrupted ends with the best it has; interrupted once more, with nothing.
  const onInterrupt = (): void => (isTraining && !finish.signal.aborted ? finish : interrupt).abort();
  process.on('SIGINT', onInterrupt);
  const status = createStatusLine(line.flag('quiet'));
  try {
    const output = await commandRuns[line.command](line, (request) =>
      pool.run(request, {
        signal: interrupt.signal,
        finish: finish.signal,
        onNotice: (fault) => {
          status.clear();
          process.stderr.write(`${describe(fault)}\n`);
        },
        onProgress: (progress) => {
          isTraining = request.kind === 'train' && request.solver !== 'spark' && progress.phase === 'training';
          status.show(progress);
        },
      }),
    );
    status.clear();
    print(line.flag('json') ? JSON.stringify(output.json) : output.text);
    const fault = output.fault ?? null;
    if (fault === null) return 0;
    process.stderr.write(`${describe(fault)}\n`);
    return statuses[fault.kind];
  } finally {
    status.clear();
    process.removeListener('SIGINT', onInterrupt);
  }
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}
