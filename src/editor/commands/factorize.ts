import { analyse } from '../analyse';
import { showingFaults } from '../errors';
import type { Services } from '../services';
import { findTarget } from './target';

/** Factorize: every matrix that is meant, by the automatic method. */
export async function factorize(services: Services, argument: unknown): Promise<void> {
  const target = await findTarget(services, argument);
  if (target === null) return;
  for (const block of target.meant)
    await showingFaults(() => analyse(services.runner, target.document, target.blocks, block));
}
