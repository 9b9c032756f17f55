import { clusterOptions } from './cluster';

const pcaOptions = ['no-center', 'scale'] as const;

/** The commands of the terminal's contract, how many files each takes, and which options besides the common ones. */
export const commands = {
  find: { usage: 'find FILE', summary: 'every matrix in a document', files: 1, options: [] },
  decompose: {
    usage: 'decompose FILE[:LINE] [--method M] [--exact] [--steps] [--rank K] [--learning-rate R] [--iterations N]',
    summary: 'the factors of a complete matrix; --exact in fractions, --steps as it is done by hand',
    files: 1,
    options: [
      'name',
      'method',
      'exact',
      'steps',
      'right-side',
      'rank',
      'learning-rate',
      'iterations',
      ...pcaOptions,
      'loss',
    ],
  },
  approximate: {
    usage: 'approximate FILE[:LINE] [--rank K]',
    summary: 'the best approximation of rank K, or of the rank before the elbow, and what every rank keeps',
    files: 1,
    options: ['name', 'rank'],
  },
  denoise: {
    usage: 'denoise FILE[:LINE] [--write OUT]',
    summary: 'what stands out of noise, by the optimal hard threshold; --write puts it in place of the matrix',
    files: 1,
    options: ['name', 'write'],
  },
  pca: {
    usage: 'pca FILE[:LINE] [--rank K] [--no-center] [--scale]',
    summary: 'the principal components of the rows: scores, loadings, explained variance',
    files: 1,
    options: ['name', 'rank', ...pcaOptions],
  },
  nmf: {
    usage: 'nmf FILE[:LINE] [--rank K] [--loss frobenius|kullback-leibler] [--iterations N]',
    summary: 'factors without cells below 0, and how far they depend on the start',
    files: 1,
    options: ['name', 'rank', 'loss', 'iterations'],
  },
  solve: {
    usage: 'solve FILE[:LINE] [--right-side NAME] [--exact] [--steps]',
    summary: 'AX = B for the matrix B that is named, or else the first after A with as many rows',
    files: 1,
    options: ['name', 'right-side', 'exact', 'steps'],
  },
  properties: {
    usage: 'properties FILE[:LINE] [--exact] [--steps]',
    summary: 'rank, determinant, trace, norms, condition, definiteness; with --exact the characteristic polynomial',
    files: 1,
    options: ['name', 'exact', 'steps'],
  },
  calculate: {
    usage: "calculate FILE 'EXPRESSION' [--exact | --precision DIGITS]",
    summary:
      "what an expression over the document's named matrices comes to, such as 'svd(A).values', 'inv(R) * b', 'U * transpose(V)'",
    files: 2,
    options: ['exact', 'precision'],
  },
  complete: {
    usage:
      'complete FILE[:LINE] [--solver S] [--rank K|auto] [--regularization L|auto [--weighted]] [--bias rows|columns|both|none]\n' +
      '      [--learning-rate R [--step-rule plain|adagrad|adam]] [--iterations N] [--limits LOW,HIGH|none|auto]\n' +
      '      [--interval 0.5|0.8|0.9|0.95] [--seconds S] [--write OUT]',
    summary: 'predictions for the missing cells of a matrix, kept within --limits where they are given',
    files: 1,
    options: [
      'name',
      'solver',
      'rank',
      'regularization',
      'weighted',
      'bias',
      'no-bias',
      'learning-rate',
      'step-rule',
      'iterations',
      'limits',
      'interval',
      'seconds',
      'write',
    ],
  },
  check: {
    usage: 'check FILE[:LINE] [--rank K|auto] [--bias rows|columns|both|none]',
    summary: 'the cells that the others make all but impossible, as slips of the pen are, and what may have been meant',
    files: 1,
    options: ['name', 'rank', 'bias', 'no-bias'],
  },
  reconstruct: {
    usage: 'reconstruct FILE --row-factors NAME --column-factors NAME',
    summary: 'the matrix that two given factors make, and what they predict',
    files: 1,
    options: ['row-factors', 'column-factors', 'name'],
  },
  train: {
    usage:
      'train RATINGS [--solver S] [--rank K] [--regularization L] [--search] [--iterations N] [--holdout F] [--holdout-by random|time|last] [--test FILE]\n' +
      '      [--ranking N] [--columns user,item,rating,time] [--skip-broken] [--model OUT] [--resume CHECKPOINT] [--recommend USER]\n' +
      '      [--spark-master MASTER | --spark-connect ADDRESS] [--spark-memory SIZE] [--spark-folder DIR]',
    summary:
      'a recommender trained on a ratings file, and its error on a share F of the ratings held out, 0.1 unless given; --model keeps it',
    files: 1,
    options: [
      'solver',
      'rank',
      'regularization',
      'learning-rate',
      'iterations',
      'holdout',
      'holdout-by',
      'ranking',
      'skip-broken',
      'columns',
      'search',
      'test',
      'model',
      'resume',
      'recommend',
      'top',
      'titles',
      ...clusterOptions,
    ],
  },
  evaluate: {
    usage: 'evaluate MODEL RATINGS [--ranking N] [--columns user,item,rating] [--skip-broken]',
    summary: 'the error of a trained model on the ratings of a file; --ranking judges its lists of N items too',
    files: 2,
    options: ['ranking', 'skip-broken', 'columns'],
  },
  recommend: {
    usage: 'recommend MODEL --user ID | --rated ITEM=RATING,… | --all --write OUT [--top N] [--titles FILE]',
    summary:
      'the items with the highest predicted ratings for a user, or for someone new who rates items so; for all users, as a CSV file',
    files: 1,
    options: ['user', 'rated', 'all', 'write', 'top', 'titles'],
  },
  similar: {
    usage: 'similar MODEL --item ID | --user ID [--top N] [--at-least N] [--titles FILE]',
    summary:
      'the items whose factors are most alike those of an item, or the users most alike a user; without those of fewer ratings than --at-least, 5 unless given',
    files: 1,
    options: ['item', 'user', 'top', 'at-least', 'titles'],
  },
  export: {
    usage:
      'export FILE[:LINE] --to latex|csv|tsv|json|markdown|numpy|matlab|julia|r|mathematica|maple|c|typst|matrixmarket|spaced\n' +
      '  factorize export FILE[:LINE] --to numpy|pytorch|scikit-learn|spark [--method M | --solver S] [--rank K] …\n' +
      '  factorize export MODEL --to csv|npy|projector --write FOLDER [--titles FILE]\n' +
      '  factorize export RATINGS --ratings --to numpy|implicit|spark --solver S [--rank K] [--holdout F] [--holdout-by random|time|last]\n' +
      '      [--columns user,item,rating,time] [--skip-broken] …',
    summary:
      'a matrix printed in another format, or the program in Python that repeats its analysis; the factors of a model as files; a training as a program',
    files: 1,
    options: [
      'name',
      'to',
      'digits',
      'method',
      'solver',
      'rank',
      'regularization',
      'bias',
      'no-bias',
      'limits',
      'learning-rate',
      'iterations',
      'write',
      'titles',
      'ratings',
      'holdout',
      'holdout-by',
      'columns',
      'skip-broken',
    ],
  },
} as const satisfies Record<string, { usage: string; summary: string; files: 1 | 2; options: readonly string[] }>;
export type CommandName = keyof typeof commands;

export function isCommand(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(commands, word);
}

/** What every command takes. */
export const commonOptions = ['json', 'seed', 'threads', 'quiet', 'debug', 'help', 'version'];

/** Options that stand alone; the others take a value. */
export const flags: ReadonlySet<string> = new Set([
  'json',
  'quiet',
  'debug',
  'help',
  'version',
  'no-bias',
  'skip-broken',
  'search',
  'all',
  'ratings',
  'exact',
  'steps',
  'no-center',
  'scale',
  'weighted',
]);
