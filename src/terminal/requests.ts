import { matrixOf, type MatrixBlock } from '../matrix/block';
import { faults } from '../matrix/faults';
import { intervalLevels, readLevel } from '../protocol/intervals';
import { readLimits } from '../protocol/limits';
import { completionSolvers, decompositionMethods, nmfLosses, stepRules, type Biases } from '../protocol/methods';
import type { CompleteRequest, DecomposeRequest } from '../protocol/request';
import { autoOr, numberOption, oneOf, positive, seedOf, wholeNumber, type CommandLine } from './arguments';

/** What the options ask of a complete matrix; `method` where they name none. */
export function decomposeRequest(
  line: CommandLine,
  block: MatrixBlock,
  method: DecomposeRequest['method'],
): DecomposeRequest {
  return {
    kind: 'decompose',
    matrix: matrixOf(block),
    method: oneOf(line, 'method', ['auto', ...decompositionMethods], method),
    exact: line.flag('exact'),
    steps: line.flag('steps'),
    ...(line.flag('no-center') ? { center: false } : {}),
    ...(line.flag('scale') ? { scale: true } : {}),
    ...(line.text('loss') === null ? {} : { loss: oneOf(line, 'loss', nmfLosses, 'frobenius') }),
    rank: rankOption(line),
    learningRate: positive(line, 'learning-rate'),
    iterations: wholeNumber(line, 'iterations'),
    threads: wholeNumber(line, 'threads'),
    seed: seedOf(line),
  };
}

/** What the options ask of a matrix with missing cells; `solver` where they name none. */
export function completeRequest(
  line: CommandLine,
  block: MatrixBlock,
  solver: CompleteRequest['solver'],
): CompleteRequest {
  return {
    kind: 'complete',
    matrix: matrixOf(block),
    solver: oneOf(line, 'solver', ['auto', ...completionSolvers], solver),
    rank: autoOr(line, 'rank', rankOption),
    regularization: autoOr(line, 'regularization', (one, option) =>
      numberOption(one, option, 'a number of at least 0', (value) => value >= 0),
    ),
    ...(line.flag('weighted') ? { weighted: true } : {}),
    bias: biasOption(line),
    scale: limitsOption(line),
    ...(line.text('step-rule') === null ? {} : { stepRule: oneOf(line, 'step-rule', stepRules, 'plain') }),
    learningRate: positive(line, 'learning-rate'),
    iterations: wholeNumber(line, 'iterations'),
    seconds: positive(line, 'seconds'),
    ...intervalOption(line),
    threads: wholeNumber(line, 'threads'),
    seed: seedOf(line),
  };
}

/** How sure the interval is meant to be that is shown: 0.5, 0.8, 0.9 or 0.95. */
function intervalOption(line: CommandLine): Pick<CompleteRequest, 'interval'> {
  const text = line.text('interval');
  if (text === null) return {};
  const interval = readLevel(Number(text.replace(/%$/, '')));
  if (interval === null) throw faults.outOfRange('--interval', intervalLevels.join(', '), text);
  return { interval };
}

/** The rank as given; whether it suits the matrix is judged where the shape is known. */
const rankOption = (line: CommandLine): number | null => numberOption(line, 'rank', 'a whole number', Number.isInteger);

const biases: Readonly<Record<string, Biases>> = { rows: 'rows', columns: 'columns', both: true, none: false };

/** Which lines have biases: `--bias`, or none by `--no-bias`. */
function biasOption(line: CommandLine): Biases {
  const named = oneOf(line, 'bias', Object.keys(biases), line.flag('no-bias') ? 'none' : 'both');
  return biases[named] ?? true;
}

/** What predictions are kept within: `1,5`, none, or auto, which reads a scale of ratings off the known cells. */
function limitsOption(line: CommandLine): NonNullable<CompleteRequest['scale']> {
  const text = line.text('limits');
  if (text === null || text === 'auto') return 'auto';
  if (text === 'none') return 'none';
  const limits = readLimits(text);
  if (limits === null)
    throw faults.outOfRange('--limits', 'two numbers such as 1,5, the lower first, none or auto', text);
  return limits;
}
