import type { Matrix } from '../../matrix/dense';
import { exactNumber } from '../../protocol/numbers';
import { csvField } from './csv';
import type { LatentPoints } from './latentPoints';
import { eachRow, type Pause } from './stretches';

/** The points as CSV (RFC 4180): which side each is of, its name, and its coordinates in all factors to the last digit. */
export async function latentCsv(points: LatentPoints, pause: Pause): Promise<string> {
  const { sum, nouns, rows, count } = points;
  const lines = [['side', 'name', ...sum.names].map(csvField).join(',')];
  await eachRow(count, pause, (p) => {
    const [side, matrix, i] =
      p < rows ? ([nouns.row, sum.row, p] as const) : ([nouns.column, sum.column, p - rows] as const);
    lines.push([side, csvField(points.name(p)), ...coordinates(matrix, i).map(exactNumber)].join(','));
  });
  return [...lines, ''].join('\n');
}

function coordinates({ columns, values }: Matrix, i: number): readonly number[] {
  return Array.from(values.subarray(i * columns, (i + 1) * columns));
}
