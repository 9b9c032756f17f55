import type { MatrixBlock } from '../matrix/block';

/** Fewer lines are a small table, whatever its columns are called. */
const fewestLines = 20;

/** How the first columns of a ratings file are headed: who rated, what, and how. */
const headings = [
  /^(user|customer|reader|reviewer|member|viewer|person)/i,
  /^(item|movie|film|book|product|song|track|artist|show|game|anime|article)/i,
  /^(rating|score|star)/i,
];

/** Whether a table lists ratings, a line each, from which a recommender is trained; as a matrix it says nothing. */
export function listsRatings({ format, rows, columnLabels }: MatrixBlock): boolean {
  const isTable = format === 'csv' || format === 'tsv';
  return (
    isTable && rows >= fewestLines && headings.every((heading, j) => heading.test(columnLabels?.[j]?.trim() ?? ''))
  );
}
