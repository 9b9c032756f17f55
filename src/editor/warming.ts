import type * as vscode from 'vscode';

/** How long the window is left alone after its first lens, in milliseconds. */
const rest = 1000;

/** Lenses as another provider gives them; soon after the first, when a command can be expected, `warm` is called once. */
export class WarmingLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly lenses: Pick<Required<vscode.CodeLensProvider>, 'onDidChangeCodeLenses' | 'provideCodeLenses'>,
    private readonly warm: () => void,
  ) {
    this.onDidChangeCodeLenses = lenses.onDidChangeCodeLenses;
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[] | null | undefined> {
    const found = await this.lenses.provideCodeLenses(document, token);
    if (found !== null && found !== undefined && found.length > 0) this.timer ??= setTimeout(this.warm, rest);
    return found;
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }
}
