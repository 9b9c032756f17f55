import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { describe as describeFault, Fault } from '../../../src/matrix/fault';
import { fromRows } from '../../../src/matrix/dense';
import { quiet } from '../../../src/protocol/control';
import { completionSolvers, type CompletionSolver } from '../../../src/protocol/methods';
import type { CompleteRequest } from '../../../src/protocol/request';
import type { CompletionAnalysis } from '../../../src/protocol/results';
import { completeRequest, label } from './fixtures';

type Rows = readonly (readonly (number | null)[])[];

const inputs: Readonly<Record<string, { rows: Rows; says: RegExp; more?: Partial<CompleteRequest> }>> = {
  'all missing': {
    rows: [
      [null, null],
      [null, null],
    ],
    says: /^Every cell of the matrix is missing\. .* give some of its cells a number\.$/,
  },
  'one cell known': {
    rows: [
      [5, null],
      [null, null],
    ],
    says: /^A single cell is known, which says nothing of the others\. Give more/,
  },
  'two equal cells known': {
    rows: [
      [5, null],
      [null, 5],
    ],
    says: /too few and all equal/,
  },
  'a constant matrix': {
    rows: [
      [3, 3, null],
      [3, null, 3],
      [null, 3, 3],
    ],
    says: /^Exact: all known cells are the same number\.$/,
  },
  'two clusters never rated together': {
    rows: [
      [5, 4, null, null],
      [4, 3, null, null],
      [null, null, 1, 2],
      [null, null, 2, null],
    ],
    says: /fall into 2 groups .* what lies between two groups is not determined\./,
  },
  '1e300 beside 1e-300': {
    rows: [
      [1e300, 1e-300, null],
      [1, null, 2],
    ],
    says: /^The largest known value is 1\.00e\+300, and its square leaves/,
  },
  'an outlier of 9999 on a scale of 1 to 5': {
    rows: [
      [5, 3, 4, 2],
      [4, null, 9999, 3],
      [3, 2, 5, 1],
      [2, 4, 4, 5],
    ],
    says: /row 2, column 3 \(9999\) lies far from all others and draws the predictions to itself/,
  },
  'a rank larger than the data': {
    rows: [
      [1, 2, null],
      [3, null, 2],
    ],
    says: /^The rank must be a whole number from 1 to 2 for a 2×3 matrix\. Got 5\.$/,
    more: { rank: 5 },
  },
  'one row': { rows: [[5, 3, null, 4]], says: /Column 3 has no known cell/ },
  'one column': { rows: [[5], [3], [null], [4]], says: /Row 3 has no known cell/ },
};

/** All that a person may read: the fault, or how it was done, the warnings and the reasons of cells. */
function words(analysis: CompletionAnalysis | string): string[] {
  if (typeof analysis === 'string') return [analysis];
  const { why, warnings, predictions } = analysis;
  return [why, ...warnings, ...predictions.flatMap(({ reason }) => reason ?? [])];
}

function run(
  rows: Rows,
  solver: 'auto' | CompletionSolver,
  more: Partial<CompleteRequest> = {},
): CompletionAnalysis | string {
  try {
    return complete(completeRequest(label(fromRows(rows)), { solver, iterations: 200, ...more }), quiet);
  } catch (error) {
    if (error instanceof Fault) return describeFault(error.data);
    throw error;
  }
}

/** Every number in an answer, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value instanceof Float64Array) return [...value];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(numbersIn);
  return [];
}

describe('Bad input', () => {
  for (const [name, { rows, says, more }] of Object.entries(inputs)) {
    it(`${name}: has its sentence`, () => {
      const said = words(run(rows, 'auto', more));
      assert.ok(
        said.some((sentence) => says.test(sentence)),
        said.join(' | '),
      );
    });

    for (const solver of completionSolvers)
      it(`${name}: ${solver} shows no number that is none`, () => {
        const analysis = run(rows, solver, more);
        if (typeof analysis === 'string') return;
        const { request, ...answer } = analysis;
        assert.equal(request.solver, solver);
        const finite = numbersIn(answer).every((number) => Number.isFinite(number));
        assert.ok(finite, `${solver} on ${name}`);
        assert.ok(words(analysis).every((sentence) => !/NaN|Infinity|undefined/.test(sentence)));
      });
  }
});
