import * as vscode from 'vscode';
import { isReplaceable, replaceEdits } from '../documents';
import { faults } from '../matrix/faults';
import { textOf } from './documentText';
import { showingFaults } from './errors';
import type { Services } from './services';
import { openSource, targetOf } from './sourceText';
import type { Entry } from './store';
import { rangeOf } from './textSource';

const writeBack = 'Write Back';

/** Says that a result can take the place of its matrix in the text, and writes it there where the person wants that. */
export async function offerWriteBack(services: Pick<Services, 'scanner'>, entry: Entry): Promise<void> {
  const { analysis, source } = entry;
  if (analysis.kind !== 'decompose' || analysis.reconstruction === null) return;
  const kept = analysis.spectrum?.kept ?? 0;
  if (kept === 0) return;
  const picked = await vscode.window.showInformationMessage(
    `${source.title}: a matrix of rank ${kept} stands out of the noise. Write it in place of the original?`,
    writeBack,
  );
  if (picked === writeBack) await showingFaults(() => writeReconstruction(services, entry));
}

/** One edit that writes the reconstruction in place of the matrix. Throws where the text has changed since. */
async function writeReconstruction({ scanner }: Pick<Services, 'scanner'>, { analysis, source }: Entry): Promise<void> {
  if (source.kind === 'file' || analysis.kind !== 'decompose' || analysis.reconstruction === null) return;
  const text = await openSource(source, scanner);
  if (!text.placements.every((placement) => placement?.fresh === true))
    throw faults.matrixGone(source.title, source.document);
  const { block } = targetOf(source, text);
  if (!isReplaceable(block)) throw faults.cannotReplace(null);
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text: written } of replaceEdits(textOf(text.document), block, analysis.reconstruction))
    edit.replace(text.document.uri, rangeOf(text.document, { start, end }), written);
  if (!(await vscode.workspace.applyEdit(edit))) throw faults.cannotEdit(source.document);
}
