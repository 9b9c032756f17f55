import type { Biases } from '../protocol/methods';

/** Whether the rows, and the columns, of a model have biases. */
export interface BiasedSides {
  readonly row: boolean;
  readonly column: boolean;
}

/** Which sides have biases of their own. */
export function sidesOf(bias: Biases): BiasedSides {
  return { row: bias === true || bias === 'rows', column: bias === true || bias === 'columns' };
}
