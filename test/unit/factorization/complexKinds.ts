import type { ComplexMatrix } from '../../../src/factorization/complex';
import { complexMultiply, conjugateTranspose } from '../../../src/factorization/complexes/products';
import type { LabelledMatrix, Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import type { DecompositionMethod } from '../../../src/protocol/methods';
import type { DecomposeRequest } from '../../../src/protocol/request';
import type { DecompositionAnalysis, Factor } from '../../../src/protocol/results';
import { ask, factorOf, labelled, uniform } from './matrices';

export function complex(re: Matrix, im: Matrix): LabelledMatrix {
  return { ...labelled(re), imaginary: im.values };
}

export function complexRows(re: number[][], im: number[][]): LabelledMatrix {
  const matrix = (values: number[][]): Matrix => ({
    rows: values.length,
    columns: values[0]!.length,
    values: Float64Array.from(values.flat()),
  });
  return complex(matrix(re), matrix(im));
}

export function parts(a: LabelledMatrix | Factor): ComplexMatrix {
  const { rows: m, columns, values, imaginary } = a;
  return {
    re: { rows: m, columns, values },
    im: { rows: m, columns, values: imaginary ?? new Float64Array(values.length) },
  };
}

export function hermitian(n: number, seed: number): LabelledMatrix {
  const random = createRandom(seed);
  const b: ComplexMatrix = { re: uniform(n, n, random), im: uniform(n, n, random) };
  const { re, im } = complexMultiply(b, conjugateTranspose(b));
  // exactly Hermitian
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      re.values[j * n + i] = re.values[i * n + j]!;
      im.values[j * n + i] = i === j ? 0 : -im.values[i * n + j]!;
    }
  return complex(re, im);
}

/** Real and imaginary parts uniform between −1 and 1. */
export function complexUniform(m: number, n: number, seed: number): LabelledMatrix {
  const random = createRandom(seed);
  return complex(uniform(m, n, random), uniform(m, n, random));
}

export function solve(
  a: LabelledMatrix,
  method: 'auto' | DecompositionMethod,
  options: Partial<DecomposeRequest> = {},
): DecompositionAnalysis {
  return ask(a, method, { matrix: a, ...options });
}

export const named = (analysis: DecompositionAnalysis, name: string): ComplexMatrix => parts(factorOf(analysis, name));
