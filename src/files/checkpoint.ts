import { createHash } from 'node:crypto';
import type { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { HistoryPoint } from '../protocol/results';
import type { TrainingCheckpoint } from '../protocol/trainingCheckpoint';
import { readSafetensors, uint8, writeSafetensors, type Tensor } from './safetensors';
import type { Damaged } from './safetensorsHeader';

/**
 * An interrupted training as a safetensors file: the bytes of what the solver goes on from in `state_0` …, of the best
 * model until then in `best_0` …, of a sampler's chain in `chain_0` …, and the rest in the metadata, with a checksum over all of it.
 */
const kind = 'factorize checkpoint';

/** Writes a checkpoint, whole or not at all. Throws the `cannotWrite` fault, and when cancelled. */
export async function writeCheckpoint(path: string, checkpoint: TrainingCheckpoint, control: Control): Promise<void> {
  const { fingerprint, history, risen, best, state, chain } = checkpoint;
  const tensors = new Map<string, Tensor>([
    ...state.map((values, at): [string, Tensor] => [`state_${at}`, bytes(values)]),
    ...best.state.map((values, at): [string, Tensor] => [`best_${at}`, bytes(values)]),
    ...chain.map((values, at): [string, Tensor] => [`chain_${at}`, bytes(values)]),
  ]);
  const described = JSON.stringify({
    ...{ fingerprint, history, risen, parts: state.length, chain: chain.length },
    best: { iteration: best.iteration, error: best.error },
  });
  const metadata = new Map([
    ['kind', kind],
    ['described', described],
    ['checksum', checksumOf(described, tensors)],
  ]);
  await writeSafetensors(path, tensors, metadata, control);
}

/** Reads a checkpoint. Throws `cannotRead`, `cannotResume` where it is none or a damaged one, and when cancelled. */
export async function readCheckpoint(path: string, control: Control): Promise<TrainingCheckpoint> {
  const damaged = (what: string): Fault => faults.cannotResume(path, what);
  return readSafetensors(path, control, damaged, async (file) => {
    if (file.metadata.get('kind') !== kind) throw damaged('it is no checkpoint of a training');
    const text = file.metadata.get('described') ?? '';
    const tensors = new Map<string, Tensor>();
    for (const [name, { shape }] of file.tensors)
      tensors.set(name, { shape, data: await file.read(name, uint8, shape) });
    if (file.metadata.get('checksum') !== checksumOf(text, tensors))
      throw damaged('its bytes are not those that were written');
    const { fingerprint, history, risen, best, parts, chain } = parse(text, damaged);
    const read = <T>(name: string, count: number, bytesEach: number, of: (buffer: ArrayBuffer) => T): T[] =>
      Array.from({ length: count }, (_, at) => {
        const data = tensors.get(`${name}_${at}`)?.data;
        if (data === undefined || data.byteLength % bytesEach !== 0) throw damaged(`it has no ${name}_${at}`);
        return of(Uint8Array.from(data).buffer);
      });
    const singles = (name: string): Float32Array[] => read(name, parts, 4, (buffer) => new Float32Array(buffer));
    return {
      ...{ fingerprint, history, risen, best: { ...best, state: singles('best') }, state: singles('state') },
      chain: read('chain', chain, 8, (buffer) => new Float64Array(buffer)),
    };
  });
}

interface Described extends Pick<TrainingCheckpoint, 'fingerprint' | 'risen'> {
  readonly history: readonly HistoryPoint[];
  readonly best: { readonly iteration: number; readonly error: number };
  readonly parts: number;
  readonly chain: number;
}

/** What the checksum has found to be as it was written needs no further look but at its shape. */
function parse(text: string, damaged: Damaged): Described {
  try {
    const value: unknown = JSON.parse(text);
    if (isDescribed(value)) return value;
  } catch {
    // Said below.
  }
  throw damaged('it does not say what it holds');
}

function isDescribed(value: unknown): value is Described {
  return (
    typeof value === 'object' &&
    value !== null &&
    'fingerprint' in value &&
    'history' in value &&
    Array.isArray(value.history) &&
    value.history.length > 0 &&
    'best' in value &&
    'parts' in value &&
    typeof value.parts === 'number' &&
    'chain' in value &&
    typeof value.chain === 'number' &&
    'risen' in value
  );
}

const bytes = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): Tensor => ({
  shape: [byteLength],
  data: new Uint8Array(buffer, byteOffset, byteLength),
});

function checksumOf(described: string, tensors: ReadonlyMap<string, Tensor>): string {
  const hash = createHash('sha256').update(described);
  for (const [name, { data }] of [...tensors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name} ${data.byteLength}`);
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}
