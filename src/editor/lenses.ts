import * as vscode from 'vscode';
import type { MatrixBlock } from '../matrix/block';
import { actionTitle, blockSummary, isAllMissing } from './labels';
import { isDocument } from './languages';
import { LensWindow } from './lensWindow';
import type { LiveBlocks } from './liveBlocks';
import { commandIds } from './names';
import { pairsToOffer, type FactorPair } from './pairs';
import { listsRatings } from './ratingsBlocks';
import type { Scanner } from './scanner';
import { readOptions } from './settings';
import { Unasked } from './unasked';

/** A document with more matrices than this has lenses only near what is on the screen: each is a line of its own. */
const mostEverywhere = 300;

/** Above every matrix: what it is, and what can be done with it. */
export class Lenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly unasked = new Unasked(() => this.changed.fire());
  private readonly window = new LensWindow((document) => {
    this.changed.fire();
    this.unasked.forget(document);
  });
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly scanner: Scanner) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.window,
      this.unasked,
      scanner.onDidChangeMatrices(() => {
        this.changed.fire();
        this.unasked.expect();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('factorize.codeLenses')) this.changed.fire();
      }),
    );
  }

  provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    return this.unasked.asked(document, token, () => this.lensesOf(document));
  }

  private async lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!isDocument(document) || !readOptions(document.uri).codeLenses) return [];
    const version = document.version;
    const live = await this.scanner.current(document);
    if (document.version !== version) return [];
    const blocks = this.blocksToShow(document, live);
    const pairs = pairsToOffer(blocks);
    return blocks.flatMap((block) =>
      blockLenses(
        document,
        block,
        pairs.filter((pair) => pair.row === block),
      ),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private blocksToShow(document: vscode.TextDocument, live: LiveBlocks): readonly MatrixBlock[] {
    if (live.count <= mostEverywhere) {
      this.window.showsAll(document);
      return live.all();
    }
    return live.within(this.window.near(document));
  }
}

function blockLenses(
  document: vscode.TextDocument,
  block: MatrixBlock,
  offered: readonly FactorPair[],
): readonly vscode.CodeLens[] {
  const line = lensLine(document, block);
  const range = new vscode.Range(line, 0, line, 0);
  const argument = { uri: document.uri.toString(), start: block.start };
  const lens = (title: string, command: string, tooltip: string, ...args: unknown[]): vscode.CodeLens =>
    new vscode.CodeLens(range, { title, command, tooltip, arguments: args });
  if (block.problems.length === 0 && listsRatings(block)) {
    const tooltip = 'Learns from the ratings of this file what else each user would like';
    return [blockSummary(block), 'Train Recommender…'].map((title) =>
      lens(title, commandIds.train, tooltip, document.uri),
    );
  }
  const summary = lens(blockSummary(block), commandIds.factorize, summaryTooltip(block), argument);
  if (block.problems.length > 0 || isAllMissing(block)) return [summary];
  return [
    summary,
    lens(actionTitle(block), commandIds.factorize, 'Shows the result in the panel beside the text', argument),
    lens('Factorize with…', commandIds.factorizeWith, 'Choose the method', argument),
    ...offered.map(({ column }) =>
      lens(
        'Reconstruct from factors',
        commandIds.reconstruct,
        `Multiplies this matrix with ${column.name ?? 'the next one'}`,
        {
          ...argument,
          other: column.start,
        },
      ),
    ),
  ];
}

/** The line that a matrix begins on; the one before where its name stands there, as in "R =" on a line of its own. */
function lensLine(document: vscode.TextDocument, { start, name }: MatrixBlock): number {
  const { line, character } = document.positionAt(start);
  if (name === null || line === 0 || document.lineAt(line).firstNonWhitespaceCharacterIndex < character) return line;
  return /(?:=|<-|←)\s*$/.test(document.lineAt(line - 1).text.slice(-200)) ? line - 1 : line;
}

function summaryTooltip(block: MatrixBlock): string {
  if (block.problems.length > 0) return 'Shows the place';
  return isAllMissing(block) ? 'Nothing can be predicted until some cells are known' : actionTitle(block);
}
