import type { MatrixBlock } from '../matrix/block';
import { Fault } from '../matrix/fault';
import { placeAt, type Document } from './input';

/** Runs work on a block; an input fault without a place of its own is given the block's. */
export async function located<T>(document: Document, block: MatrixBlock, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault && error.data.kind === 'input' && error.data.place === null) {
      throw new Fault({ ...error.data, place: placeAt(document, block.start) });
    }
    throw error;
  }
}
