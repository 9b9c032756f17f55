import { isScriptTarget, scriptTargetNames, writeScript } from '../interop';
import { faults } from '../matrix/faults';
import { ratingsSolvers } from '../protocol/methods';
import { holdOutWays, usualHoldout } from '../protocol/request';
import { numberOption, oneOf, positive, seedOf, wholeNumber, type CommandLine } from './arguments';
import { columnsOf } from './columns';
import type { Ask, Output } from './output';

/** The program that trains on the same ratings file: it is trained first, so that the program has its λ and its iterations. */
export async function exportTraining(line: CommandLine, ask: Ask): Promise<Output> {
  const to = oneOf(line, 'to', scriptTargetNames, 'numpy');
  if (!isScriptTarget(to)) throw faults.outOfRange('--to', `one of ${scriptTargetNames.join(', ')}`, to);
  const analysis = await ask({
    kind: 'train',
    path: line.file,
    solver: oneOf(line, 'solver', ['auto', ...ratingsSolvers], 'auto'),
    rank: wholeNumber(line, 'rank'),
    regularization: positive(line, 'regularization'),
    learningRate: positive(line, 'learning-rate'),
    iterations: wholeNumber(line, 'iterations'),
    holdout: numberOption(line, 'holdout', 'above 0 and below 1', (value) => value > 0 && value < 1) ?? usualHoldout,
    holdoutBy: oneOf(line, 'holdout-by', holdOutWays, 'random'),
    skipBroken: line.flag('skip-broken'),
    columns: columnsOf(line),
    testPath: null,
    modelPath: null,
    threads: wholeNumber(line, 'threads'),
    seed: seedOf(line),
  });
  const text = writeScript(analysis, to, () => '');
  return { json: { format: to, solver: analysis.solver, text }, text };
}
