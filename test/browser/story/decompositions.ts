import { fromRows, multiply, type LabelledMatrix } from '../../../src/matrix/dense';
import type { DecompositionAnalysis, Factor } from '../../../src/protocol/results';
import { factor, fallingHistory, labelled, noDiagnostics, normal } from './parts';

function decomposition(
  matrix: LabelledMatrix,
  method: DecompositionAnalysis['method'],
  factors: Factor[],
  more: Partial<DecompositionAnalysis>,
): DecompositionAnalysis {
  return {
    kind: 'decompose',
    request: { kind: 'decompose', matrix, method: 'auto', rank: null, learningRate: null, iterations: null, seed: 0 },
    method,
    why: 'Square and well conditioned.',
    formula: 'A = Pᵀ L U',
    factors,
    diagnostics: { ...noDiagnostics, relativeResidual: 1.1102230246251565e-16, meanSquaredError: 1.2e-31 },
    history: [],
    objectiveFormula: null,
    stop: 'direct',
    warnings: [],
    seed: 0,
    seconds: 0.0041,
    reconstruction: matrix,
    ...more,
  };
}

export function lu(): DecompositionAnalysis {
  const a = labelled(
    fromRows([
      [2, 1, 1],
      [4, 3, 3],
      [8, 7, 9],
    ]),
    'A',
  );
  return decomposition(
    a,
    'lu',
    [
      factor(
        'P',
        'permutation of the rows',
        fromRows([
          [0, 0, 1],
          [1, 0, 0],
          [0, 1, 0],
        ]),
      ),
      factor(
        'L',
        'lower triangular, unit diagonal',
        fromRows([
          [1, 0, 0],
          [0.25, 1, 0],
          [0.5, 2 / 3, 1],
        ]),
      ),
      factor(
        'U',
        'upper triangular',
        fromRows([
          [8, 7, 9],
          [0, -0.75, -1.25],
          [0, 0, -2 / 3],
        ]),
      ),
    ],
    {
      diagnostics: {
        ...noDiagnostics,
        relativeResidual: 1.11e-16,
        meanSquaredError: 1e-31,
        conditionNumber: 50.83,
        rank: 3,
      },
    },
  );
}

export function rotation(): DecompositionAnalysis {
  const h = Math.SQRT1_2;
  return decomposition(
    labelled(
      fromRows([
        [0, -1],
        [1, 0],
      ]),
      'Q',
    ),
    'eigen',
    [
      factor(
        'V',
        'eigenvectors, one a column',
        fromRows([
          [h, h],
          [0, 0],
        ]),
        { imaginary: Float64Array.of(0, 0, -h, h) },
      ),
      factor(
        'Λ',
        'eigenvalues on the diagonal',
        fromRows([
          [0, 0],
          [0, 0],
        ]),
        { imaginary: Float64Array.of(1, 0, 0, -1) },
      ),
    ],
    {
      formula: 'Q = V Λ V⁻¹',
      why: 'Chosen by you.',
      diagnostics: {
        ...noDiagnostics,
        relativeResidual: 2.2e-16,
        meanSquaredError: 1e-32,
        conditionNumber: 1,
        rank: 2,
        orthogonality: 3.1e-16,
      },
    },
  );
}

export function adam(): DecompositionAnalysis {
  const a = labelled(
    fromRows([
      [5, 3],
      [3, 2],
      [2, 1],
      [1, 1],
    ]),
    'A',
  );
  const w = fromRows([
    [2.0369, 2.0575],
    [1.4867, 0.9807],
    [0.5502, 1.0768],
    [0.9365, -0.0961],
  ]);
  const h = fromRows([
    [1.1957, 1.1052],
    [1.2464, 0.364],
  ]);
  return decomposition(a, 'adam', [factor('W', 'm × k factor', w), factor('H', 'k × n factor', h)], {
    formula: 'A ≈ W H',
    why: 'Chosen by you, with rank 2 and a learning rate of 0.01.',
    diagnostics: { ...noDiagnostics, relativeResidual: 3.4e-8, meanSquaredError: 1.8e-15 },
    history: fallingHistory(5000, 1.8e-15, false),
    objectiveFormula: 'Σ (a − wh)² / mn',
    stop: 'iterations',
    seconds: 0.212,
    reconstruction: multiply(w, h),
  });
}

export function large(): DecompositionAnalysis {
  const a = labelled(
    normal(30, 20, 120),
    'measurements',
    Array.from({ length: 30 }, (_, i) => `Station ${i + 1} on the northern ridge`),
    Array.from({ length: 20 }, (_, j) => `2024-${String(j + 1).padStart(2, '0')} average`),
  );
  return decomposition(
    a,
    'svd',
    [
      factor('U', 'left singular vectors', normal(30, 20, 0.2), { rowLabels: a.rowLabels }),
      factor('Σ', 'singular values on the diagonal', normal(20, 20, 40)),
      factor('V', 'right singular vectors', normal(20, 20, 0.2), { rowLabels: a.columnLabels }),
    ],
    {
      formula: 'A = U Σ Vᵀ',
      why: 'Rectangular, so the singular value decomposition.',
    },
  );
}

/** More cells than are drawn. */
export function huge(): DecompositionAnalysis {
  const a = labelled(normal(1000, 300), 'A');
  return decomposition(a, 'svd', [factor('U', 'left singular vectors', normal(1000, 300))], { formula: 'A = U Σ Vᵀ' });
}
