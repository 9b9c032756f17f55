import type * as vscode from 'vscode';
import type { MatrixBlock } from '../matrix/block';
import type { CompletionAnalysis } from '../protocol/results';
import type { WorkerPool } from '../workers/pool';
import type { Options } from './options';
import { requestFor } from './requests';

/** Matrices up to this many cells are completed when a missing cell of theirs is hovered. */
const quickCells = 400;

/** Completions made for a hover: kept with the matrix they are of, and not among the results. */
export class QuickCompletions {
  private readonly done = new WeakMap<MatrixBlock, CompletionAnalysis>();

  constructor(private readonly pool: () => Pick<WorkerPool, 'run'>) {}

  /** Completes the matrix, or gives what was completed before. Null where it is too large to do unasked. */
  async complete(
    block: MatrixBlock,
    options: Options,
    token: vscode.CancellationToken,
  ): Promise<CompletionAnalysis | null> {
    const known = this.done.get(block);
    if (known !== undefined) return known;
    const request = requestFor(block, options);
    if (
      request.kind !== 'complete' ||
      block.values.length > quickCells ||
      block.imaginary !== null ||
      block.problems.length > 0
    )
      return null;
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    try {
      const analysis = await this.pool().run(request, { signal: controller.signal });
      this.done.set(block, analysis);
      return analysis;
    } finally {
      subscription.dispose();
    }
  }
}
