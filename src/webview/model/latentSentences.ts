import { formatNumber, trueMinus } from '../../protocol/numbers';
import type { LatentPoints, Pair } from './latentPoints';

const number = (value: number): string => trueMinus(formatNumber(value));

/** What two points have to do with one another, a sentence each. */
export function pairSentences(points: LatentPoints, p: number, q: number, pair: Pair): readonly string[] {
  const { sum } = points;
  const all = sum.row.columns === 1 ? 'the one factor' : `all ${sum.row.columns} factors`;
  const angle = pair.angle === null ? 'one of them is at the origin' : `${formatNumber(pair.angle, 3)}° apart here`;
  const cosine = pair.cosine === null ? '' : `, cosine ${trueMinus(formatNumber(pair.cosine, 3))} in ${all}`;
  return [`${points.name(p)} and ${points.name(q)}: ${angle}${cosine}.`, productSentence(pair)];
}

function productSentence({ product, entry }: Pair): string {
  if (entry === null) return `Dot product ${number(product)}.`;
  const total = entry.offset + product;
  const isKept = Math.abs(total - entry.value) > 1e-9 * Math.max(Math.abs(total), Math.abs(entry.value));
  const sum =
    entry.offset === 0
      ? `Dot product ${number(product)}, which is the entry of the reconstruction`
      : `${number(entry.offset)} before any factor and a dot product of ${number(product)}: the reconstruction is ${number(total)}`;
  return isKept ? `${sum}, kept within its scale at ${number(entry.value)}.` : `${sum}.`;
}
