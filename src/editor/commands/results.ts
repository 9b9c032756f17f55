import { faults } from '../../matrix/faults';
import { readTreeNode } from '../arguments';
import { revealSource } from '../panelAnswers';
import type { Services } from '../services';
import type { Entry } from '../store';

/** Inspect: shows a result in the panel, and the matrix of it that is meant. */
export function inspect(services: Services, argument: unknown): void {
  const entry = entryMeant(services, argument);
  const node = readTreeNode(argument);
  if (node?.node === 'matrix') services.panel.inspectMatrix(entry, node.matrix);
  else services.panel.inspect(entry);
}

/** Go to Source: the matrix in its text, or the ratings file. */
export async function reveal(services: Services, argument: unknown): Promise<void> {
  await revealSource(entryMeant(services, argument), services.scanner);
}

/** Remove from Results: one result, or all of a document. */
export function remove({ store, panel }: Services, argument: unknown): void {
  const node = readTreeNode(argument);
  if (node?.node === 'document') store.ofDocument(node.uri).forEach(({ id }) => store.remove(id));
  else {
    const id = node?.id ?? panel.entry()?.id;
    if (id === undefined) throw faults.noResults();
    store.remove(id);
  }
}

export function clearResults({ store, runner }: Services): void {
  runner.cancel();
  store.clear();
}

/** The result that the row of the view belongs to; the one in the panel where there is none. */
function entryMeant({ store, panel }: Services, argument: unknown): Entry {
  const node = readTreeNode(argument);
  const named =
    node === null ? panel.entry() : node.node === 'document' ? store.ofDocument(node.uri).at(-1) : store.get(node.id);
  if (named === null || named === undefined) throw faults.noResults();
  return named;
}
