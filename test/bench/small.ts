// What the methods take in this process, by the clock, on small matrices.
import { complete } from '../../src/completion';
import { decompose } from '../../src/factorization';
import { quiet } from '../../src/protocol/control';
import { decompositionMethods } from '../../src/protocol/methods';
import { median } from './measure';
import { randomMatrix, requestFor } from './requests';

/** Prints the tables of decompositions and of completions. */
export function benchSmall(seed: number): void {
  console.log(`\n| ${'what'.padEnd(40)} | median ms |`);
  console.log('| --- | ---: |');
  for (const n of [5, 50])
    for (const method of decompositionMethods) {
      // In fractions, digits multiply with every row.
      if (method === 'rref' && n > 5) continue;
      const request = requestFor(method, n, seed);
      row(
        `${method} ${n}×${n}`,
        median(n === 5 ? 20 : 3, () => decompose(request, quiet)),
      );
    }
  for (const [rows, columns, known] of [
    [3, 3, 0.8],
    [20, 10, 0.6],
    [200, 100, 0.5],
  ] as const) {
    const request = {
      kind: 'complete',
      matrix: randomMatrix(rows, columns, seed, known),
      solver: 'auto',
      rank: 'auto',
      regularization: 'auto',
      bias: true,
      learningRate: null,
      iterations: null,
      seed,
    } as const;
    row(
      `complete ${rows}×${columns}, ${known * 100} % known, tuned`,
      median(3, () => complete(request, quiet)),
    );
  }
}

function row(what: string, milliseconds: number): void {
  console.log(`| ${what.padEnd(40)} | ${milliseconds.toFixed(2).padStart(9)} |`);
}
