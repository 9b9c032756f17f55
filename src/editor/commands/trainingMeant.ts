import { faults } from '../../matrix/faults';
import type { TrainingAnalysis } from '../../protocol/results';
import { readTreeNode } from '../arguments';
import type { Services } from '../services';

/** The training named, shown in the panel, or done last. Throws the `noModel` fault. */
export function trainingMeant({ store, panel }: Services, argument: unknown): TrainingAnalysis {
  const node = readTreeNode(argument);
  const named = node?.node === 'result' ? store.get(node.id) : null;
  for (const entry of [named, panel.entry(), ...store.all().toReversed()])
    if (entry?.analysis.kind === 'train') return entry.analysis;
  throw faults.noModel();
}
