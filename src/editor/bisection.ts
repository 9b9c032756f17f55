import type { MatrixBlock, Range } from '../matrix/block';

/** The first of `count` places from which on all are so; `count` where none is. */
export function firstPlace(count: number, isSo: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Of all matrices of a text, sorted by place and apart, those that reach into a range, or to its edges. */
export function blocksWithin(blocks: readonly MatrixBlock[], { start, end }: Range): readonly MatrixBlock[] {
  const first = firstPlace(blocks.length, (at) => blocks[at]!.end >= start);
  const behind = firstPlace(blocks.length, (at) => blocks[at]!.start > end);
  return blocks.slice(first, behind);
}
