import { analysisSoFar, foldInRequest } from '../protocol/foldIn';
import type { AnalysisRequest } from '../protocol/request';
import type { WorkerPool } from '../workers/pool';
import { withoutFilledIn, type Filled } from './filled';
import type { Entry, Store, TextSource } from './store';

/** A request about matrices of a text. */
export interface Work {
  readonly about: TextSource;
  readonly request: AnalysisRequest;
}

/** Predicts the rows in which a completed matrix was edited at once, from the factors of before. */
export class FoldIns {
  private readonly running = new Map<number, AbortController>();

  constructor(
    private readonly pool: () => Pick<WorkerPool, 'run'>,
    private readonly store: Pick<Store, 'setSoFar'>,
    private readonly filled: Filled,
  ) {}

  /** Says what holds of a stale result's text so far; nothing where its rows cannot be folded in. */
  async foldIn({ id, analysis }: Entry, { about, request }: Work): Promise<void> {
    this.running.get(id)?.abort();
    this.running.delete(id);
    if (analysis.kind !== 'complete' || request.kind !== 'complete') return;
    const { matrix } = withoutFilledIn(about, request, this.filled);
    const asked = foldInRequest(analysis, matrix);
    if (asked === null) return;
    const controller = new AbortController();
    this.running.set(id, controller);
    try {
      const folded = await this.pool().run(asked, { signal: controller.signal });
      this.store.setSoFar(id, { inputs: about.inputs, analysis: analysisSoFar(analysis, asked, folded) });
    } finally {
      if (this.running.get(id) === controller) this.running.delete(id);
    }
  }
}
