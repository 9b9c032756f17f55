import type { Control } from '../protocol/control';
import type { FactorFormat } from '../protocol/request';
import type { TrainedModel } from '../protocol/trainedModel';
import { csvLine, encodeLines, tsvLine } from './textLines';
import { writeWholeFolder, type NamedParts } from './wholeFile';
import { npyOfNumbers, npyOfTexts } from './writeNpy';

/** One side of a model: n ids, each with k factors, a bias, and how many ratings it was trained on. */
interface Side {
  readonly name: 'user' | 'item';
  readonly ids: readonly string[];
  /** n × k, row by row. */
  readonly factors: Float64Array;
  readonly bias: Float64Array;
  readonly ratings: Uint32Array;
  readonly titles: ReadonlyMap<string, string> | null;
}

/**
 * Writes a model's factors as files in a new folder, all of them or none, and gives their names:
 *
 *   csv        user_factors.csv, item_factors.csv: id, title where there are titles, ratings, bias, f1 … fk
 *   npy        user_factors.npy m×k, item_factors.npy n×k, user_bias.npy, item_bias.npy, user_ids.npy, item_ids.npy
 *   projector  vectors.tsv, metadata.tsv of the items; user_vectors.tsv, user_metadata.tsv of the users
 *
 * With csv and npy comes model.json: the mean, without which nobody predicts, the formula, and how it was trained.
 * Source: TensorFlow's Embedding Projector for the last, whose metadata have a header as they have several columns.
 * Throws `cannotWrite`, and when cancelled.
 */
export async function exportFactors(
  model: TrainedModel,
  to: FactorFormat,
  folder: string,
  titles: ReadonlyMap<string, string> | null,
  control: Control,
): Promise<readonly string[]> {
  const sides = sidesOf(model, titles);
  const rank = model.factors.row.columns;
  const files: NamedParts[] =
    to === 'projector'
      ? sides.flatMap((side) => projectorFiles(side, rank))
      : [
          ...sides.flatMap((side) => (to === 'csv' ? csvFiles(side, rank) : npyFiles(side, rank))),
          { name: 'model.json', parts: encodeLines([recordText(model)]) },
        ];
  await writeWholeFolder(folder, files, control);
  return files.map(({ name }) => name);
}

function sidesOf(model: TrainedModel, titles: ReadonlyMap<string, string> | null): readonly Side[] {
  const { row, column, rowBias, columnBias } = model.factors;
  return [
    {
      ...{ name: 'user', ids: model.userIds, factors: row.values, bias: rowBias },
      ...{ ratings: model.userRatings, titles: null },
    },
    {
      ...{ name: 'item', ids: model.itemIds, factors: column.values, bias: columnBias },
      ...{ ratings: model.itemRatings, titles },
    },
  ];
}

const vectorOf = ({ factors }: Side, index: number, rank: number): number[] =>
  Array.from(factors.subarray(index * rank, (index + 1) * rank));

function csvFiles(side: Side, rank: number): NamedParts[] {
  const { name, ids, bias, ratings, titles } = side;
  const titleOf = (id: string): string[] => (titles === null ? [] : [titles.get(id) ?? '']);
  function* lines(): Generator<string> {
    const names = Array.from({ length: rank }, (_, f) => `f${f + 1}`);
    yield csvLine([`${name}Id`, ...(titles === null ? [] : ['title']), 'ratings', 'bias', ...names]);
    for (const [i, id] of ids.entries())
      yield csvLine([id, ...titleOf(id), ratings[i]!, bias[i]!, ...vectorOf(side, i, rank)]);
  }
  return [{ name: `${name}_factors.csv`, parts: encodeLines(lines()) }];
}

function npyFiles({ name, ids, factors, bias }: Side, rank: number): NamedParts[] {
  return [
    { name: `${name}_factors.npy`, parts: npyOfNumbers([ids.length, rank], factors) },
    { name: `${name}_bias.npy`, parts: npyOfNumbers([ids.length], bias) },
    { name: `${name}_ids.npy`, parts: npyOfTexts(ids) },
  ];
}

function projectorFiles(side: Side, rank: number): NamedParts[] {
  const { name, ids, ratings, titles } = side;
  const prefix = name === 'item' ? '' : 'user_';
  function* vectors(): Generator<string> {
    for (const i of ids.keys()) yield tsvLine(vectorOf(side, i, rank));
  }
  function* metadata(): Generator<string> {
    yield tsvLine(['title', name, 'ratings']);
    for (const [i, id] of ids.entries()) yield tsvLine([titles?.get(id) ?? id, id, ratings[i]!]);
  }
  return [
    { name: `${prefix}vectors.tsv`, parts: encodeLines(vectors()) },
    { name: `${prefix}metadata.tsv`, parts: encodeLines(metadata()) },
  ];
}

function recordText({ factors, scale, record }: TrainedModel): string {
  const formula = 'rating = mean + bias of the user + bias of the item + user factors · item factors';
  // thousands of lines that nobody predicts with
  const settings = { ...record, curve: undefined };
  return JSON.stringify({ formula, mean: factors.mean, scale, ...settings }, null, 2);
}
