import * as vscode from 'vscode';
import type { MatrixBlock } from '../matrix/block';
import { actionTitle, blockSummary, isAllMissing } from './labels';
import { isDocument } from './languages';
import { commandIds } from './names';
import { pairsToOffer } from './pairs';
import { listsRatings } from './ratingsBlocks';
import type { Scanner } from './scanner';
import { readOptions } from './settings';
import { rangeOf } from './textSource';

/** Above every matrix: what it is, and what can be done with it. */
export class Lenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly scanner: Scanner) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      scanner.onDidChangeMatrices(() => this.changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('factorize.codeLenses')) this.changed.fire();
      }),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!isDocument(document) || !readOptions(document.uri).codeLenses) return [];
    const version = document.version;
    const blocks = await this.scanner.current(document);
    if (document.version !== version) return [];
    const uri = document.uri.toString();
    const pairs = pairsToOffer(blocks);
    return blocks.flatMap((block) => {
      const range = rangeOf(document, { start: block.start, end: block.start });
      const argument = { uri, start: block.start };
      const lens = (title: string, command: string, tooltip: string, ...args: unknown[]): vscode.CodeLens =>
        new vscode.CodeLens(range, { title, command, tooltip, arguments: args });
      if (block.problems.length === 0 && listsRatings(block)) {
        const tooltip = 'Learns from the ratings of this file what else each user would like';
        return [blockSummary(block), 'Train Recommender'].map((title) =>
          lens(title, commandIds.train, tooltip, document.uri),
        );
      }
      const summary = lens(blockSummary(block), commandIds.factorize, summaryTooltip(block), argument);
      if (block.problems.length > 0 || isAllMissing(block)) return [summary];
      const offered = pairs.filter((pair) => pair.row === block);
      return [
        summary,
        lens(actionTitle(block), commandIds.factorize, 'Shows the result in the panel beside the text', argument),
        lens('Factorize with…', commandIds.factorizeWith, 'Choose the method', argument),
        ...offered.map(({ column }) =>
          lens(
            'Reconstruct from factors',
            commandIds.reconstruct,
            `Multiplies this matrix with ${column.name ?? 'the next one'}`,
            { ...argument, other: column.start },
          ),
        ),
      ];
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}

function summaryTooltip(block: MatrixBlock): string {
  if (block.problems.length > 0) return 'Shows the place';
  return isAllMissing(block) ? 'Nothing can be predicted until some cells are known' : actionTitle(block);
}
