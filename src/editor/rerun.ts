import * as vscode from 'vscode';
import { faults } from '../matrix/faults';
import { completionSolvers, decompositionMethods, ratingsSolvers } from '../protocol/methods';
import { byMethod, bySolver } from '../protocol/options';
import type { AnalysisRequest } from '../protocol/request';
import { requestFor, sameRequestOn } from './requests';
import type { Runner } from './runner';
import type { Scanner } from './scanner';
import { readOptions } from './settings';
import { openSource } from './sourceText';
import type { Entry, Source } from './store';
import { textSource } from './textSource';

interface Means {
  readonly scanner: Scanner;
  readonly runner: Runner;
}

/** Work that was asked for; `result` is the id of what came of it, null where it failed. */
export interface Asked {
  readonly source: Source;
  readonly request: AnalysisRequest;
  readonly result: number | null;
}

/** Does work again on the text of now; by another method, whose result stands beside, if one is named. */
export async function rerun({ scanner, runner }: Means, asked: Asked, method: string | null): Promise<Entry> {
  const { source, request: before } = asked;
  const replaces = method === null ? asked.result : null;
  if (source.kind === 'file') return runner.run(source, withMethod(before, method), { replaces, shown: true });
  const { document, blocks, placements } = await openSource(source, scanner);
  const inputs = placements.map((placement) => {
    if (placement === null) throw faults.matrixGone(source.title, source.document);
    return placement.block;
  });
  const problem = inputs.flatMap((block) => block.problems)[0];
  if (problem !== undefined) throw faults.blockHasProblem(problem.message, null);
  const request =
    sameRequestOn(withMethod(before, method), inputs) ??
    requestFor(inputs[source.target ?? 0]!, readOptions(vscode.Uri.parse(source.uri)));
  const about = textSource(document, blocks, inputs, source.target);
  return runner.run(about, request, { replaces, shown: true });
}

/** The request by the method named; as it is where the method is not one for such work. */
function withMethod(request: AnalysisRequest, method: string | null): AnalysisRequest {
  if (method === null) return request;
  switch (request.kind) {
    case 'decompose': {
      const named = decompositionMethods.find((id) => id === method);
      return named === undefined ? request : byMethod(request, named);
    }
    case 'complete': {
      const named = completionSolvers.find((id) => id === method);
      return named === undefined ? request : bySolver(request, named);
    }
    case 'train':
      return { ...request, solver: ratingsSolvers.find((id) => id === method) ?? 'auto', resumePath: null };
    case 'reconstruct':
      return request;
  }
}
