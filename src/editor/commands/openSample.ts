import * as vscode from 'vscode';
import { sampleNamed, samples, type Sample } from '../samples';
import type { Services } from '../services';

/** Open Sample: a copy of the one that the argument names, or that is picked, with the cursor in its first matrix. */
export async function openSample({ sampleCopies, scanner }: Services, argument: unknown): Promise<void> {
  const sample = sampleNamed(argument) ?? (await pickSample());
  if (sample === null) return;
  const document = await sampleCopies.open(sample);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const [first] = await scanner.matrices(document);
  if (first === undefined) return;
  const at = document.positionAt(first.start);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function pickSample(): Promise<Sample | null> {
  const items = Object.values(samples).map((sample) => ({ label: sample.title, detail: sample.detail, sample }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Which sample?' });
  return picked?.sample ?? null;
}
