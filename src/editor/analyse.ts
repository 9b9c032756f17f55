import type * as vscode from 'vscode';
import type { MatrixBlock } from '../matrix/block';
import { faults } from '../matrix/faults';
import type { MethodAsked } from './options';
import { requestFor } from './requests';
import type { Runner } from './runner';
import { readOptions } from './settings';
import type { Entry } from './store';
import { revealRange, textSource } from './textSource';

/** Runs one matrix of a document and shows it in the panel. */
export async function analyse(
  runner: Runner,
  document: vscode.TextDocument,
  blocks: readonly MatrixBlock[],
  block: MatrixBlock,
  asked: MethodAsked | null = null,
): Promise<Entry> {
  await refuseProblems(document, block);
  const source = textSource(document, blocks, [block], 0);
  return runner.run(source, requestFor(block, readOptions(document.uri), asked), { replaces: null, shown: true });
}

/** Shows the first thing wrong with a matrix, and throws it. */
export async function refuseProblems(document: vscode.TextDocument, block: MatrixBlock): Promise<void> {
  const problem = block.problems[0];
  if (problem === undefined) return;
  await revealRange(document, problem, false);
  throw faults.blockHasProblem(problem.message, null);
}
