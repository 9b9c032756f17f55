import type { Factor } from '../../protocol/results';
import { factor } from '../factor';
import { cellTexts, toDense, type ExactMatrix } from './exactMatrix';

interface Labels {
  readonly rowLabels?: readonly string[] | null;
  readonly columnLabels?: readonly string[] | null;
}

/** A factor in fractions, with the nearest doubles beside. */
export function exactFactor(name: string, role: string, matrix: ExactMatrix, labels: Labels = {}): Factor {
  return factor(name, role, toDense(matrix), { ...labels, fractions: cellTexts(matrix) });
}
