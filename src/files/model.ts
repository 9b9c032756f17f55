import { createHash } from 'node:crypto';
import { createMatrix } from '../matrix/dense';
import type { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { BiasedFactors } from '../protocol/results';
import type { TrainedModel } from '../protocol/trainedModel';
import { idTensors, isPartition, readIds } from './idTensors';
import { readRecord, recordMetadata } from './modelRecord';
import {
  bytesOf,
  dtypeOf,
  float32,
  float64,
  readSafetensors,
  uint32,
  writeSafetensors,
  type ElementType,
  type SafetensorsFile,
  type Tensor,
  type TensorData,
} from './safetensors';
import type { Damaged } from './safetensorsHeader';
import { chunksOf } from './wholeFile';

/**
 * A model of m users, n items and rank k as a safetensors file. Its tensors, F64 unless said otherwise, so that what is
 * read predicts what was trained to the last bit:
 *
 *   user_factors m×k, item_factors n×k, user_bias m, item_bias n, mean (a scalar): r̂ = mean + b_u + c_i + u·v
 *   baseline_user_bias m, baseline_item_bias n, baseline_mean: biases alone, fitted to the same ratings
 *   scale 2: the lowest and the highest rating trained on
 *   user_ids, item_ids (U8, UTF-8) and user_id_offsets m+1, item_id_offsets n+1 (U32): see `idTensors`
 *   rated_starts m+1, rated_items (U32): user u has rated the items rated_items[rated_starts[u]] … [rated_starts[u+1]−1]
 *   rated_values (F32), beside rated_items: the ratings themselves; left out in older models
 *   user_ratings m, item_ratings n (U32): how many ratings of each were trained on
 *
 * Its metadata say how and on what it was trained and how that went ("curve", see `curveMetadata`), and have a `checksum` over all of it, by which a damaged file is
 * known. The same training on the same machine gives the same file, byte for byte.
 */
const kind = 'factorize recommender';
const version = '1';

type Tensors = ReadonlyMap<string, Tensor>;
type Metadata = ReadonlyMap<string, string>;

/** Writes a model, whole or not at all. Throws the `cannotWrite` fault, and when cancelled. */
export async function writeModel(path: string, model: TrainedModel, control: Control): Promise<void> {
  const tensors = tensorsOf(model);
  const described = new Map([['kind', kind], ['version', version], ...recordMetadata(model)]);
  const metadata = new Map([...described, ['checksum', checksumOf(tensors, described, control)]]);
  await writeSafetensors(path, tensors, metadata, control);
}

function tensorsOf({ factors, baseline, rated, scale, ...model }: TrainedModel): Tensors {
  const { row, column } = factors;
  return new Map<string, Tensor>([
    ['user_factors', { shape: [row.rows, row.columns], data: row.values }],
    ['item_factors', { shape: [column.rows, column.columns], data: column.values }],
    ...biasTensors('', factors),
    ...biasTensors('baseline_', baseline),
    ['scale', vector(Float64Array.of(scale.low, scale.high))],
    ...idTensors('user', model.userIds),
    ...idTensors('item', model.itemIds),
    ['rated_starts', vector(rated.starts)],
    ['rated_items', vector(rated.others)],
    ...(rated.values === null ? [] : [['rated_values', vector(rated.values)] satisfies [string, Tensor]]),
    ['user_ratings', vector(model.userRatings)],
    ['item_ratings', vector(model.itemRatings)],
  ]);
}

const vector = (data: TensorData): Tensor => ({ shape: [data.length], data });

const biasTensors = (prefix: string, { rowBias, columnBias, mean }: BiasedFactors): [string, Tensor][] => [
  [`${prefix}user_bias`, vector(rowBias)],
  [`${prefix}item_bias`, vector(columnBias)],
  [`${prefix}mean`, { shape: [], data: Float64Array.of(mean) }],
];

/**
 * Reads a model. All that a computation relies on is checked: shapes that fit together, indices within their range,
 * finite numbers, and the checksum.
 * Throws `cannotRead`, `cannotOpenModel` where the file is no model or a damaged one, and when cancelled.
 */
export async function readModel(path: string, control: Control): Promise<TrainedModel> {
  const damaged = (what: string): Fault => faults.cannotOpenModel(path, what);
  return readSafetensors(path, control, damaged, async (file) => {
    if (file.metadata.get('kind') !== kind) throw damaged('it is not a model of factorize');
    if (file.metadata.get('version') !== version) throw damaged('it was written by another version of factorize');
    const reader = new ModelReader(file, damaged);
    const model = await reader.read();
    const described = new Map([...file.metadata].filter(([key]) => key !== 'checksum'));
    if (file.metadata.get('checksum') !== checksumOf(reader.tensors, described, control))
      throw damaged('its bytes are not those that were written');
    return model;
  });
}

/** Reads the tensors of one model, and keeps them as they stand for the checksum. */
class ModelReader {
  readonly tensors = new Map<string, Tensor>();

  constructor(
    private readonly file: SafetensorsFile,
    private readonly damaged: Damaged,
  ) {}

  async read(): Promise<TrainedModel> {
    const { file, damaged } = this;
    const [users = 0, rank = 0] = file.tensors.get('user_factors')?.shape ?? [];
    const [items = 0] = file.tensors.get('item_factors')?.shape ?? [];
    const [rated = 0] = file.tensors.get('rated_items')?.shape ?? [];
    if (users === 0 || items === 0 || rank === 0) throw damaged('it has no users, no items or no factors');
    const record = readRecord(file.metadata, damaged);

    const scale = await this.numbers('scale', [2]);
    if (scale[0]! > scale[1]!) throw damaged('its lowest rating is above its highest');
    const starts = await this.tensor('rated_starts', uint32, [users + 1]);
    const others = await this.tensor('rated_items', uint32, [rated]);
    if (!isPartition(starts, rated) || others.some((item) => item >= items))
      throw damaged('what its users have rated is out of range');
    const row = { rows: users, columns: rank, values: await this.numbers('user_factors', [users, rank]) };
    const column = { rows: items, columns: rank, values: await this.numbers('item_factors', [items, rank]) };
    return {
      factors: { ...(await this.biases('', users, items)), row, column },
      baseline: {
        ...(await this.biases('baseline_', users, items)),
        row: createMatrix(users, 0),
        column: createMatrix(items, 0),
      },
      userIds: await this.ids('user', users),
      itemIds: await this.ids('item', items),
      rated: { starts, others, values: await this.ratedValues(rated) },
      userRatings: await this.tensor('user_ratings', uint32, [users]),
      itemRatings: await this.tensor('item_ratings', uint32, [items]),
      scale: { low: scale[0]!, high: scale[1]! },
      record,
    };
  }

  /** Models were kept without their ratings before. */
  private async ratedValues(rated: number): Promise<Float32Array | null> {
    if (!this.file.tensors.has('rated_values')) return null;
    const values = await this.tensor('rated_values', float32, [rated]);
    if (!values.every(Number.isFinite)) throw this.damaged('its tensor rated_values has numbers that are not finite');
    return values;
  }

  private async tensor<Data extends TensorData>(
    name: string,
    type: ElementType<Data>,
    shape: readonly number[],
  ): Promise<Data> {
    const data = await this.file.read(name, type, shape);
    this.tensors.set(name, { shape, data });
    return data;
  }

  private async numbers(name: string, shape: readonly number[]): Promise<Float64Array> {
    const data = await this.tensor(name, float64, shape);
    if (!data.every(Number.isFinite)) throw this.damaged(`its tensor ${name} has numbers that are not finite`);
    return data;
  }

  private async biases(
    prefix: string,
    users: number,
    items: number,
  ): Promise<Pick<BiasedFactors, 'rowBias' | 'columnBias' | 'mean'>> {
    const mean = await this.numbers(`${prefix}mean`, []);
    return {
      rowBias: await this.numbers(`${prefix}user_bias`, [users]),
      columnBias: await this.numbers(`${prefix}item_bias`, [items]),
      mean: mean[0]!,
    };
  }

  private async ids(name: string, count: number): Promise<string[]> {
    const { ids, tensors } = await readIds(this.file, name, count, this.damaged);
    for (const [key, tensor] of tensors) this.tensors.set(key, tensor);
    return ids;
  }
}

/** The SHA-256 of metadata and tensors, both by their names in order, wherever in the file they stand. */
function checksumOf(tensors: Tensors, metadata: Metadata, control: Control): string {
  const byName = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const named = byName(tensors);
  const described = [byName(metadata), named.map(([name, { shape, data }]) => [name, dtypeOf(data), shape])];
  const hash = createHash('sha256').update(JSON.stringify(described));
  for (const [, { data }] of named) {
    for (const chunk of chunksOf(bytesOf(data))) {
      control.checkpoint();
      hash.update(chunk);
    }
  }
  return hash.digest('hex');
}
