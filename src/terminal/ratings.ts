import { Fault, type FaultData } from '../matrix/fault';
import { faults } from '../matrix/faults';
import { ratingsSolvers } from '../protocol/methods';
import { counted } from '../protocol/quantities';
import type { Recommendations } from '../protocol/recommendations';
import { holdOutWays, usualHoldout, type ItemRating, type ModelRef } from '../protocol/request';
import type { WrittenLists } from '../protocol/writtenFiles';
import { numberOption, oneOf, positive, seedOf, wholeNumber, type CommandLine } from './arguments';
import { clusterOf } from './cluster';
import { columnsOf } from './columns';
import type { Ask, Output } from './output';
import { isSameFile } from './sameFile';
import { evaluationJson, recommendationsJson, similarJson, trainingJson } from './ratingsJson';
import { evaluationText, recommendationsText, similarText, trainingText } from './ratingsText';

/** The commands about ratings files and the models trained on them. */

export async function train(line: CommandLine, ask: Ask): Promise<Output> {
  refuseStandardInput(line, line.file);
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
    holdout:
      numberOption(line, 'holdout', 'at least 0 and below 1', (value) => value >= 0 && value < 1) ??
      (testPath === null ? usualHoldout : 0),
    holdoutBy: oneOf(line, 'holdout-by', holdOutWays, 'random'),
    ranking: wholeNumber(line, 'ranking'),
    skipBroken: line.flag('skip-broken'),
    columns: columnsOf(line),
    search: line.flag('search'),
    threads: wholeNumber(line, 'threads'),
    resumePath: line.text('resume'),
    testPath,
    modelPath,
    seed: seedOf(line),
  });
  const { recommendations, fault } = await recommendTo(line, { id: analysis.modelId, path: modelPath }, ask);
  return {
    json: trainingJson(analysis, recommendations),
    text: trainingText(analysis, recommendations),
    fault: analysis.interrupted ?? fault,
  };
}

/** The list that was asked for with a training, which is told of though there is no such user. */
async function recommendTo(
  line: CommandLine,
  model: ModelRef,
  ask: Ask,
): Promise<{ recommendations: Recommendations | null; fault: FaultData | null }> {
  const user = line.text('recommend');
  if (user === null) return { recommendations: null, fault: null };
  try {
    const recommendations = await ask({ kind: 'recommend', model, asker: { user }, ...listOptions(line) });
    return { recommendations, fault: null };
  } catch (error) {
    if (!(error instanceof Fault && error.data.code === 'unknown-user')) throw error;
    return { recommendations: null, fault: error.data };
  }
}

export async function evaluate(line: CommandLine, ask: Ask): Promise<Output> {
  const ratings = line.files[1]!;
  refuseStandardInput(line, ratings);
  const model = await ask({ kind: 'open-model', path: line.file });
  const evaluation = await ask({
    kind: 'evaluate',
    model: { id: model.modelId, path: line.file },
    path: ratings,
    ranking: wholeNumber(line, 'ranking'),
    skipBroken: line.flag('skip-broken'),
    columns: columnsOf(line),
  });
  return { json: evaluationJson(line.file, model, evaluation), text: evaluationText(model, ratings, evaluation) };
}

export async function recommend(line: CommandLine, ask: Ask): Promise<Output> {
  if (line.flag('all')) return recommendToAll(line, ask);
  if (line.text('write') !== null)
    throw faults.usage('--write is for --all.', 'Give --all to write the lists of every user.');
  const [user, rated] = [line.text('user'), line.text('rated')];
  exactlyOne(line, ['user', 'rated']);
  const asker = user === null ? { ratings: readRatings(rated ?? '') } : { user };
  const options = listOptions(line);
  const { modelId } = await ask({ kind: 'open-model', path: line.file });
  const recommendations = await ask({ kind: 'recommend', model: { id: modelId, path: line.file }, asker, ...options });
  return { json: recommendationsJson(recommendations), text: recommendationsText(recommendations) };
}

/** The lists of every user, into a file. */
async function recommendToAll(line: CommandLine, ask: Ask): Promise<Output> {
  if (line.text('user') !== null || line.text('rated') !== null)
    throw faults.usage('recommend takes --all, or --user, or --rated.', 'Give one of them.');
  const out = line.text('write');
  if (out === null)
    throw faults.usage('recommend needs --write with --all.', 'Give the CSV file to write the lists into.');
  const { top, titlesPath } = listOptions(line);
  if ([line.file, titlesPath].some((input) => input !== null && isSameFile(input, out)))
    throw faults.usage(`--write would write over ${out}.`, 'Give another path for the lists.');
  const written = await ask({
    kind: 'recommend-all',
    path: line.file,
    top,
    out,
    titlesPath,
    threads: wholeNumber(line, 'threads'),
  });
  return {
    json: { ...written, file: out },
    text: `${listsText(written)} are in ${out}, in ${written.seconds.toFixed(2)} s.`,
  };
}

/** Lists are shorter than was asked for where there are no more items that a user has not rated. */
function listsText({ users, top, shortest, longest }: WrittenLists): string {
  const of = `for each of ${counted(users, 'user')}`;
  if (shortest === top) return `The ${top} best items ${of}`;
  const lengths = shortest === longest ? String(longest) : `${shortest} to ${longest}`;
  return `The best items ${of}, ${lengths} and not ${top} since they have rated the others,`;
}

export async function similar(line: CommandLine, ask: Ask): Promise<Output> {
  exactlyOne(line, ['item', 'user']);
  const [item, user] = [line.text('item'), line.text('user')];
  const options = listOptions(line);
  const { modelId } = await ask({ kind: 'open-model', path: line.file });
  const found = await ask({
    kind: 'similar',
    model: { id: modelId, path: line.file },
    ...(item === null ? { side: 'user', id: user ?? '' } : { side: 'item', id: item }),
    atLeast: wholeNumber(line, 'at-least'),
    ...options,
  });
  return { json: similarJson(found), text: similarText(found) };
}

/** `318=5,296=4.5`: an id may hold `=` itself, so that the last one counts. */
function readRatings(text: string): ItemRating[] {
  return text.split(',').map((part) => {
    const at = part.lastIndexOf('=');
    const [item, rating] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    if (at === -1 || item === '' || rating === '' || !Number.isFinite(Number(rating)))
      throw faults.outOfRange('--rated', 'ITEM=RATING, and more of these after commas', part.trim());
    return { item, rating: Number(rating) };
  });
}

/** How many items to list, and where their titles are. */
const listOptions = (line: CommandLine): { top: number; titlesPath: string | null } => ({
  top: wholeNumber(line, 'top') ?? 10,
  titlesPath: line.text('titles'),
});

function exactlyOne(line: CommandLine, options: readonly [string, string]): void {
  const given = options.filter((option) => line.text(option) !== null);
  if (given.length === 1) return;
  const [first, second] = options;
  throw faults.usage(
    `${line.command} needs ${given.length === 0 ? '' : 'only one of '}--${first} or --${second}.`,
    'Give ids as they stand in the ratings file.',
  );
}

/** Ratings are read in pieces, at any place of the file. */
function refuseStandardInput({ command }: CommandLine, file: string): void {
  if (file === '-')
    throw faults.usage(`${command} reads ratings from a file, not from standard input.`, 'Give the path of a file.');
}

/** Ratings are a person's data: a model is never written over the files it is made from. */
function refuseToOverwrite(modelPath: string, inputs: readonly string[]): void {
  const input = inputs.find((one) => isSameFile(one, modelPath));
  if (input !== undefined)
    throw faults.usage(`--model would write over the ratings in ${input}.`, 'Give another path for the model.');
}
