import type { Matrix as MathMatrix } from 'mathjs';
import { faults } from '../../matrix/faults';
import { isExactMethod, methodTitles, type DecompositionMethod } from '../../protocol/methods';
import type { MethodOptions } from '../../protocol/request';
import type { Diagnostics, Factor } from '../../protocol/results';
import { decomposeComplex } from '../complexes/decompose';
import { decompose } from '../decompose';
import { checkMethod } from '../validate';
import { session } from './session';
import { factorValue, type Operand } from './values';

interface Asked extends MethodOptions {
  readonly rank?: number | null;
}

export interface Factored {
  readonly formula: string;
  readonly factors: readonly Factor[];
  readonly diagnostics: Diagnostics;
  readonly warnings: readonly string[];
}

/**
 * A decomposition by the type of the entries: fractions exactly where the method can, complex numbers as such, all others
 * in doubles. What falls short of its bound is noted in the session.
 */
export function factored(method: DecompositionMethod, { matrix, arithmetic }: Operand, asked: Asked = {}): Factored {
  const { control, notes, seed } = session();
  const note = (result: Factored): Factored => {
    for (const warning of result.warnings) notes.add(warning);
    return result;
  };
  const request = {
    kind: 'decompose',
    matrix,
    method,
    learningRate: null,
    iterations: null,
    seed,
    ...asked,
    rank: asked.rank ?? null,
  } as const;
  if (arithmetic === 'complex') {
    checkFinite(matrix.values, matrix.imaginary ?? null);
    checkMethod(method, request);
    return note(decomposeComplex(method, matrix, asked, () => control.checkpoint()));
  }
  const exact = arithmetic === 'fractions' && isExactMethod(method);
  if (arithmetic === 'fractions' && !exact)
    notes.add(`${methodTitles[method]} cannot be written in fractions: its numbers are rounded.`);
  if (arithmetic === 'precise')
    notes.add(`${methodTitles[method]} is reckoned in doubles, to 16 digits: its numbers have no more.`);
  return note(decompose({ ...request, exact }, control));
}

function checkFinite(...parts: readonly (Float64Array | null)[]): void {
  if (parts.some((values) => values?.every((value) => Number.isFinite(value)) === false)) throw faults.notANumber();
}

/** The factor of that name, as mathjs has matrices; null where there is none. */
export function part({ factors }: Factored, name: string): MathMatrix | null {
  const found = factors.find((factor) => factor.name === name);
  return found === undefined ? null : factorValue(found);
}

/** The factor of that name, which every answer of the method has. */
export function partOf(answer: Factored, name: string): MathMatrix {
  const found = part(answer, name);
  if (found === null) throw faults.unexpected(`${answer.formula} came without ${name}`);
  return found;
}

/** The numbers on the diagonal of a factor that has nothing else. */
export function diagonalOf(answer: Factored, name: string): Float64Array {
  const found = answer.factors.find((factor) => factor.name === name);
  if (found === undefined) throw faults.unexpected(`${answer.formula} came without ${name}`);
  return Float64Array.from(
    { length: Math.min(found.rows, found.columns) },
    (_, i) => found.values[i * found.columns + i]!,
  );
}
