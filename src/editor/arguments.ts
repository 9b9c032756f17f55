import type { CellRef, MatrixRef } from '../protocol/panel';
import type { CommandId } from './names';

/** A matrix in a document, as an argument of a command: the one that starts at the offset. */
export interface BlockArgument {
  readonly uri: string;
  readonly start: number;
}

/** A row of the Factorize view, and with it the argument of the commands in its menu. */
export type TreeNode =
  | { readonly node: 'document'; readonly uri: string }
  | { readonly node: 'result'; readonly id: number }
  | { readonly node: 'matrix'; readonly id: number; readonly matrix: MatrixRef };

/** A command's address for links in hovers. */
export function commandLink(command: CommandId, ...args: readonly unknown[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
}

/** Commands are called with whatever a menu, a link or another extension passes: null for anything else. */
export function readBlockArgument(value: unknown): BlockArgument | null {
  if (!isRecord(value)) return null;
  const { uri, start } = value;
  return typeof uri === 'string' && typeof start === 'number' ? { uri, start } : null;
}

/** The cell that an argument names; null for any other argument. */
export function readCell(value: unknown): CellRef | null {
  if (!isRecord(value)) return null;
  const { row, column } = value;
  return typeof row === 'number' && typeof column === 'number' ? { row, column } : null;
}

/** How far intervals may reach from their values. */
export function readReach(value: unknown): number | null {
  return isRecord(value) && typeof value['within'] === 'number' ? value['within'] : null;
}

/** The start of the second of two factor matrices. */
export function readOther(value: unknown): number | null {
  return isRecord(value) && typeof value['other'] === 'number' ? value['other'] : null;
}

/** The row of the Factorize view that an argument is; null for any other argument. */
export function readTreeNode(value: unknown): TreeNode | null {
  if (!isRecord(value)) return null;
  const { node, uri, id, matrix } = value;
  if (node === 'document' && typeof uri === 'string') return { node, uri };
  if (typeof id !== 'number') return null;
  if (node === 'result') return { node, id };
  const ref = readMatrixRef(matrix);
  return node === 'matrix' && ref !== null ? { node, id, matrix: ref } : null;
}

function readMatrixRef(value: unknown): MatrixRef | null {
  if (value === 'reconstruction' || value === 'residual' || value === 'original') return value;
  return isRecord(value) && typeof value['factor'] === 'string' ? { factor: value['factor'] } : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
