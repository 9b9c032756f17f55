import * as vscode from 'vscode';
import { isFile } from './isFile';
import type { Sample } from './samples';

/** Opens copies of the samples, so that nothing of the package is edited. */
export class SampleCopies {
  /** `packaged`: where the samples lie; `copies`: where files of them are kept. */
  constructor(
    private readonly packaged: vscode.Uri,
    private readonly copies: vscode.Uri,
  ) {}

  /** An untitled document, or for what is read from the disk a file, which keeps what a person changed in it. */
  async open({ file, language, beside }: Sample): Promise<vscode.TextDocument> {
    if (language !== null) {
      const text = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.packaged, file));
      return vscode.workspace.openTextDocument({ language, content: new TextDecoder().decode(text) });
    }
    for (const name of [file, ...beside]) await this.copy(name);
    return vscode.workspace.openTextDocument(vscode.Uri.joinPath(this.copies, file));
  }

  private async copy(name: string): Promise<void> {
    const copy = vscode.Uri.joinPath(this.copies, name);
    if (await isFile(copy)) return;
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(this.packaged, name), copy, { overwrite: true });
  }
}
