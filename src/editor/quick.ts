import type * as vscode from 'vscode';
import type { MatrixBlock } from '../matrix/block';
import type { CompleteRequest } from '../protocol/request';
import type { CompletionAnalysis } from '../protocol/results';
import type { WorkerPool } from '../workers/pool';
import type { Options } from './options';
import { requestFor } from './requests';
import { asksTheSame } from './sameQuestion';
import type { Source } from './store';

/** Matrices up to this many cells are completed when a missing cell of theirs is hovered. */
const quickCells = 400;

/** A completion, and what was asked for. */
interface Completed {
  readonly request: CompleteRequest;
  readonly analysis: CompletionAnalysis;
}

/** Completions made for a hover: kept with the matrix they are of, and not among the results. */
export class QuickCompletions {
  private readonly done = new WeakMap<MatrixBlock, Completed>();

  constructor(
    private readonly pool: () => Pick<WorkerPool, 'run'>,
    /** What of a matrix is no data although it stands there. */
    private readonly withoutPredicted: (source: Source, request: CompleteRequest) => CompleteRequest,
  ) {}

  /** Completes the matrix of a source, or gives what was completed before. Null where it is too large to do unasked. */
  async complete(
    source: Source,
    block: MatrixBlock,
    options: Options,
    token: vscode.CancellationToken,
  ): Promise<CompletionAnalysis | null> {
    const asked = requestFor(block, options);
    if (
      asked.kind !== 'complete' ||
      block.values.length > quickCells ||
      block.imaginary !== null ||
      block.problems.length > 0
    )
      return null;
    const known = this.done.get(block);
    if (known !== undefined && asksTheSame(known.request, asked)) return known.analysis;
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    try {
      const analysis = await this.pool().run(this.withoutPredicted(source, asked), { signal: controller.signal });
      this.done.set(block, { request: asked, analysis });
      return analysis;
    } finally {
      subscription.dispose();
    }
  }
}
