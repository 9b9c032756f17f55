import * as path from 'node:path';
import { faults } from '../matrix/faults';
import { ratingsSolvers } from '../protocol/methods';
import { holdOutWays } from '../protocol/request';
import { numberOption, oneOf, positive, seedOf, wholeNumber, type CommandLine } from './arguments';
import { clusterOf } from './cluster';
import type { Ask, Output } from './output';
import { evaluationJson, recommendationsJson, similarItemsJson, trainingJson } from './ratingsJson';
import { evaluationText, recommendationsText, similarItemsText, trainingText } from './ratingsText';

/** The commands about ratings files and the models trained on them. */

export async function train(line: CommandLine, ask: Ask): Promise<Output> {
  const modelPath = line.text('model');
  const testPath = line.text('test');
  if (modelPath !== null) refuseToOverwrite(modelPath, testPath === null ? [line.file] : [line.file, testPath]);
  if (testPath !== null && line.text('holdout') !== null)
    throw faults.usage(
      'train takes --holdout or --test, not both.',
      'The error is measured on a random share, or on a file.',
    );
  const solver = oneOf(line, 'solver', ['auto', ...ratingsSolvers], 'auto');
  const cluster = clusterOf(line, solver);
  const analysis = await ask({
    kind: 'train',
    path: line.file,
    solver,
    ...(cluster === undefined ? {} : { cluster }),
    rank: wholeNumber(line, 'rank'),
    regularization: positive(line, 'regularization'),
    learningRate: positive(line, 'learning-rate'),
    iterations: wholeNumber(line, 'iterations'),
    holdout: numberOption(line, 'holdout', 'at least 0 and below 1', (value) => value >= 0 && value < 1) ?? 0,
    holdoutBy: oneOf(line, 'holdout-by', holdOutWays, 'random'),
    ranking: wholeNumber(line, 'ranking'),
    skipBroken: line.flag('skip-broken'),
    threads: wholeNumber(line, 'threads'),
    testPath,
    modelPath,
    seed: seedOf(line),
  });
  const user = line.text('recommend');
  const recommendations =
    user === null
      ? null
      : await ask({ kind: 'recommend', model: { id: analysis.modelId, path: modelPath }, user, ...listOptions(line) });
  return { json: trainingJson(analysis, recommendations), text: trainingText(analysis, recommendations) };
}

export async function evaluate(line: CommandLine, ask: Ask): Promise<Output> {
  const ratings = line.files[1]!;
  const model = await ask({ kind: 'open-model', path: line.file });
  const evaluation = await ask({
    kind: 'evaluate',
    model: { id: model.modelId, path: line.file },
    path: ratings,
    ranking: wholeNumber(line, 'ranking'),
    skipBroken: line.flag('skip-broken'),
  });
  return { json: evaluationJson(line.file, model, evaluation), text: evaluationText(model, ratings, evaluation) };
}

export async function recommend(line: CommandLine, ask: Ask): Promise<Output> {
  const user = required(line, 'user', "Give a user's id as it stands in the ratings file.");
  const options = listOptions(line);
  const { modelId } = await ask({ kind: 'open-model', path: line.file });
  const recommendations = await ask({ kind: 'recommend', model: { id: modelId, path: line.file }, user, ...options });
  return { json: recommendationsJson(recommendations), text: recommendationsText(recommendations) };
}

export async function similar(line: CommandLine, ask: Ask): Promise<Output> {
  const item = required(line, 'item', "Give an item's id as it stands in the ratings file.");
  const options = listOptions(line);
  const { modelId } = await ask({ kind: 'open-model', path: line.file });
  const items = await ask({ kind: 'similar', model: { id: modelId, path: line.file }, item, ...options });
  return { json: similarItemsJson(items), text: similarItemsText(items) };
}

/** How many items to list, and where their titles are. */
const listOptions = (line: CommandLine): { top: number; titlesPath: string | null } => ({
  top: wholeNumber(line, 'top') ?? 10,
  titlesPath: line.text('titles'),
});

function required(line: CommandLine, option: string, remedy: string): string {
  const value = line.text(option);
  if (value === null) throw faults.usage(`${line.command} needs --${option}.`, remedy);
  return value;
}

/** Ratings are a person's data: a model is never written over the files it is made from. */
function refuseToOverwrite(modelPath: string, inputs: readonly string[]): void {
  const input = inputs.find((one) => path.resolve(one) === path.resolve(modelPath));
  if (input !== undefined)
    throw faults.usage(`--model would write over the ratings in ${input}.`, 'Give another path for the model.');
}
