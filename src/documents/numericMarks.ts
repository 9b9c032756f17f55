import type { MatrixBlock } from '../matrix/block';
import type { MissingMarks } from './cells/marks';
import { unquote } from './cells/reading';
import type { FindContext } from './format';

/**
 * Makes missing what a person marks as missing with a number, such as -99. Cells that are plain decimals are read
 * without a look at the marks, which would cost more than the reading.
 */
export function withNumericMarks(
  text: string,
  blocks: readonly MatrixBlock[],
  { numericMarks, isMissing }: FindContext,
): readonly MatrixBlock[] {
  return numericMarks ? blocks.map((block) => marked(text, block, isMissing)) : blocks;
}

function marked(text: string, block: MatrixBlock, isMissing: MissingMarks): MatrixBlock {
  const values = block.values.map((value, at) => {
    if (Number.isNaN(value)) return value;
    const cell = text.slice(block.cellStarts[at], block.cellEnds[at]);
    return cell !== '' && isMissing(unquote(cell)) ? Number.NaN : value;
  });
  let missing = block.missing;
  for (let at = 0; at < values.length; at++)
    if (Number.isNaN(values[at]!) && !Number.isNaN(block.values[at]!)) missing++;
  if (missing === block.missing) return block;
  const isKnown = (at: number): boolean => !Number.isNaN(values[at]!);
  const imaginary = block.imaginary?.map((value, at) => (isKnown(at) ? value : 0)) ?? null;
  const exact = block.exact && new Map([...block.exact].filter(([at]) => isKnown(at)));
  return { ...block, values, imaginary, exact, missing };
}
