// Results as the product computes them, for the views whose numbers have to fit one another.
import { complete } from '../../../src/completion';
import { decompose } from '../../../src/factorization';
import { createMatrix, fromRows, type LabelledMatrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import type { DecompositionMethod } from '../../../src/protocol/methods';
import type { PanelState } from '../../../src/protocol/panel';
import type { CompleteRequest, MethodOptions } from '../../../src/protocol/request';
import type { CompletionAnalysis, DecompositionAnalysis } from '../../../src/protocol/results';
import { labelled } from './parts';

/** A few smooth patterns of falling size, and noise. */
function patterns(rows: number, columns: number, noise: number): LabelledMatrix {
  const random = createRandom(11);
  const matrix = createMatrix(rows, columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const [x, y] = [i / rows, j / columns];
      const smooth =
        6 * Math.sin(3 * x) * Math.cos(2 * y) + 3 * Math.cos(9 * x + 1) * Math.sin(7 * y) + 1.5 * Math.sin(21 * x * y);
      matrix.values[i * columns + j] = smooth + noise * random.normal();
    }
  return labelled(matrix, 'field');
}

function decomposed(
  matrix: LabelledMatrix,
  method: DecompositionMethod,
  rank: number | null,
  more: MethodOptions = {},
): DecompositionAnalysis {
  return decompose(
    { kind: 'decompose', matrix, method, rank, learningRate: null, iterations: null, seed: 0, ...more },
    quiet,
  );
}

const films = [
  'Alien',
  'Casablanca',
  'Ran',
  'Paths of Glory',
  'Up',
  'Heat',
  'Solaris',
  'Stalker',
  'Amélie',
  'Jaws',
  'Rear Window',
  'Brazil',
];
const people = [
  'Ann',
  'Bo',
  'Cleo',
  'Dag',
  'Eva',
  'Finn',
  'Gert',
  'Hal',
  'Ida',
  'Jo',
  'Kit',
  'Lou',
  'Mia',
  'Nat',
  'Oda',
];

/** Ratings from 1 to 5 with two tastes behind them, a third of them missing. */
function ratings(): LabelledMatrix {
  const random = createRandom(4);
  const taste = people.map(() => [random.normal(), random.normal()] as const);
  const film = films.map(() => [random.normal(), random.normal()] as const);
  const matrix = createMatrix(people.length, films.length, Number.NaN);
  taste.forEach(([a, b], i) => {
    film.forEach(([c, d], j) => {
      const rating = Math.round(2 * (3.2 + 0.8 * a * c + 0.5 * b * d + 0.2 * random.normal())) / 2;
      if (random.uniform() < 0.67) matrix.values[i * films.length + j] = Math.min(5, Math.max(1, rating));
    });
  });
  return labelled(matrix, 'ratings', people, films);
}

function completed(matrix: LabelledMatrix, more: Partial<CompleteRequest>): CompletionAnalysis {
  const plain = { solver: 'als', rank: 'auto', regularization: 'auto', bias: true } as const;
  return complete(
    { kind: 'complete', matrix, ...plain, learningRate: null, iterations: null, seed: 0, ...more },
    quiet,
  );
}

export const completedRatings = (): CompletionAnalysis => completed(ratings(), { rank: 3, frames: true });
export const sampledRatings = (): CompletionAnalysis => completed(ratings(), { solver: 'bayes' });

/** A row and a column that share no known cell with the others: nothing determines their cells. */
export const undetermined = (): CompletionAnalysis =>
  completed(
    labelled(
      fromRows([
        [2, 4, null],
        [3, null, null],
        [null, null, 5],
      ]),
      'T',
    ),
    { rank: 1, regularization: 0, bias: false },
  );

/** Smooth numbers of which one is a slip of the pen. */
export function checkedCells(): CompletionAnalysis {
  const random = createRandom(3);
  const matrix = labelled(createMatrix(14, 9), 'field');
  matrix.values.forEach(
    (_, at) => (matrix.values[at] = 20 + Math.floor(at / 9) + 2 * (at % 9) + 0.1 * random.normal()),
  );
  matrix.values[9 * 4 + 3]! *= 10;
  matrix.values[9 * 8 + 5] = Number.NaN;
  return completed(matrix, { solver: 'auto', check: true });
}

/** More missing cells than are listed. */
export function sparse(): CompletionAnalysis {
  const matrix = patterns(60, 40, 0.2);
  const random = createRandom(5);
  const values = matrix.values.map((value) => (random.uniform() < 0.3 ? Number.NaN : value));
  return completed({ ...matrix, values }, { rank: 2, regularization: 0.1 });
}

/** The lecture note's run: 5000 steps of Adam on its 4×2 matrix. */
export function learning(): DecompositionAnalysis {
  const matrix = labelled(
    fromRows([
      [5, 3],
      [3, 2],
      [2, 1],
      [1, 1],
    ]),
    'A',
  );
  const options = { rank: 2, learningRate: 0.01, iterations: 5000, seed: 0, frames: true };
  return decompose({ kind: 'decompose', matrix, method: 'adam', ...options }, quiet);
}

export const field = (): DecompositionAnalysis => decomposed(patterns(60, 40, 0.3), 'approximate', null);
export const denoised = (): DecompositionAnalysis => decomposed(patterns(80, 50, 0.6), 'denoise', null);
export const components = (): DecompositionAnalysis =>
  decomposed({ ...patterns(40, 6, 0.4), columnLabels: ['Wind', 'Rain', 'Sun', 'Dew', 'Frost', 'Haze'] }, 'pca', null);
/** Too large to be sent with the result. */
export const withheldFactors = (): DecompositionAnalysis => decomposed(patterns(400, 300, 0.3), 'svd', null);
export const wide = (): DecompositionAnalysis => decomposed(patterns(200, 200, 0.3), 'svd', null);

const square = (): LabelledMatrix =>
  labelled(
    fromRows([
      [2, 1, 1],
      [4, 3, 3],
      [8, 7, 9],
    ]),
    'A',
  );
export const steps = (): DecompositionAnalysis => decomposed(square(), 'lu', null, { exact: true, steps: true });
/** Four columns of fractions, which are wider than a narrow panel. */
export const fractions = (): DecompositionAnalysis => {
  const a = fromRows([
    [7, 3, 2, 5],
    [3, 11, 4, 1],
    [2, 4, 13, 6],
    [5, 1, 6, 17],
  ]);
  return decomposed(labelled(a, 'A'), 'lu', null, { exact: true, steps: true });
};
export const properties = (): DecompositionAnalysis => decomposed(square(), 'properties', null);
export const zero = (): DecompositionAnalysis => decomposed(labelled(createMatrix(4, 3), 'Z'), 'approximate', null);

/** 100,000 rows and 12 columns in four factors: what the host sends is cut out of it as in the panel. */
export function crowd(): DecompositionAnalysis {
  const random = createRandom(9);
  const rows = 100_000;
  const w = createMatrix(rows, 4);
  for (let i = 0; i < rows; i++) {
    const group = i % 5;
    for (let f = 0; f < 4; f++) w.values[4 * i + f] = Math.sin(1 + group * (f + 1)) + 0.35 * random.normal();
  }
  const h = createMatrix(4, 12);
  h.values.forEach((_, at) => (h.values[at] = random.normal()));
  const small = decomposed(patterns(20, 12, 0.1), 'gd', 4);
  const factors = small.factors.map((factor) =>
    factor.name === 'W' ? { ...factor, ...w, totalRows: rows } : { ...factor, ...h, columnLabels: films },
  );
  return { ...small, factors, reconstruction: null };
}

/** Matrices of 10,000 × 10,000, which the story's host makes up cell by cell. */
export function vast(): PanelState {
  const analysis = decomposed(patterns(3, 3, 0.1), 'approximate', 1);
  const size = { rows: 10_000, columns: 10_000, values: new Float64Array() };
  return {
    view: 'result',
    source: { title: 'A', document: 'field.npy', line: null },
    analysis: {
      ...analysis,
      factors: [],
      reconstruction: size,
      request: { ...analysis.request, matrix: { ...size, name: 'A', rowLabels: null, columnLabels: null } },
    },
    stale: false,
    methods: [],
    linked: false,
    withheld: {
      matrices: [
        { matrix: 'original', largest: 10 },
        { matrix: 'reconstruction', largest: 10 },
      ],
      predictions: 0,
      frames: 0,
    },
  };
}
