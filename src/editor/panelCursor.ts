import * as vscode from 'vscode';
import { blocksWithin } from './bisection';
import { cellAt } from './cells';
import { textOf } from './documentText';
import { placeInputs } from './lookup';
import type { PanelController } from './panelController';
import type { Scanner } from './scanner';
import { readOptions } from './settings';
import type { Entry, Store } from './store';
import type { MatrixBlock } from '../matrix/block';
import type { FactorizePanel } from '../panel';

interface Means {
  readonly store: Store;
  readonly scanner: Scanner;
  readonly controller: PanelController;
  readonly panel: FactorizePanel;
}

/** A matrix of a document, by where it began when the cursor was in it last. */
interface Stay {
  readonly uri: string;
  readonly start: number;
}

/** Follows the cursor in the text: marks its cell in the panel, and shows there the result of a matrix that it comes to. */
export class PanelCursor implements vscode.Disposable {
  private moves = 0;
  private stay: Stay | null = null;
  private readonly subscription = vscode.window.onDidChangeTextEditorSelection(
    ({ textEditor }) => void this.moved(textEditor).catch(() => undefined),
  );

  constructor(private readonly means: Means) {}

  dispose(): void {
    this.subscription.dispose();
  }

  /** A document that cannot be read has no matrix to be in. */
  private async moved(editor: vscode.TextEditor): Promise<void> {
    const { store, scanner, controller, panel } = this.means;
    const { document, selection } = editor;
    const uri = document.uri.toString();
    if (!panel.exists || store.ofDocument(uri).length === 0) {
      this.stay = null;
      return;
    }
    const move = ++this.moves;
    const blocks = await scanner.matrices(document);
    // While a person types all moves wait for the same matrices: the last of them says where the cursor is.
    if (move !== this.moves) return;
    const offset = document.offsetAt(selection.active);
    const text = textOf(document);
    const shown = controller.entry();
    const target = shown === null || shown.source.uri !== uri ? null : targetBlock(shown, text, blocks);
    const hasCome = this.comesTo(uri, blocks, offset);
    if (target !== null && holds(target, offset)) {
      panel.mark(cellAt(target, offset));
      return;
    }
    const next = hasCome && shown?.source.kind === 'text' ? this.resultAt(document, text, blocks, offset) : null;
    if (next === null) {
      if (target !== null) panel.mark(null);
      return;
    }
    controller.turnTo(next.entry);
    panel.mark(cellAt(next.block, offset));
  }

  /** Whether the cursor is in another matrix than it was before. */
  private comesTo(uri: string, blocks: readonly MatrixBlock[], offset: number): boolean {
    const [block] = blocksWithin(blocks, { start: offset, end: offset });
    const before = this.stay;
    this.stay = block === undefined ? null : { uri, start: block.start };
    return this.stay !== null && (before?.uri !== uri || before.start !== this.stay.start);
  }

  /** The newest result of the matrix there. */
  private resultAt(
    document: vscode.TextDocument,
    text: string,
    blocks: readonly MatrixBlock[],
    offset: number,
  ): { readonly entry: Entry; readonly block: MatrixBlock } | null {
    if (!readOptions(document.uri).followCursor) return null;
    for (const entry of this.means.store.ofDocument(document.uri.toString()).toReversed()) {
      const block = targetBlock(entry, text, blocks);
      if (block !== null && holds(block, offset)) return { entry, block };
    }
    return null;
  }
}

/** Where the matrix stands whose cells a result is about; null where it is about none, or it is gone. */
function targetBlock({ source }: Entry, text: string, blocks: readonly MatrixBlock[]): MatrixBlock | null {
  if (source.kind === 'file' || source.target === null) return null;
  return placeInputs(source.inputs, text, blocks)[source.target]?.block ?? null;
}

function holds({ start, end }: MatrixBlock, offset: number): boolean {
  return start <= offset && offset <= end;
}
