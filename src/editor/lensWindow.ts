import * as vscode from 'vscode';
import type { Range } from '../matrix/block';

/** How many lines before and after those on the screen have their lenses, too. */
const margin = 150;
/** How near the screen may come to the first line without. */
const spare = 50;

/** Lines, both included. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

/** Which part of a document with very many matrices shows lenses; `moved` is called when the screen is leaving it. */
export class LensWindow implements vscode.Disposable {
  private readonly shown = new WeakMap<vscode.TextDocument, Lines>();
  private readonly subscription: vscode.Disposable;

  constructor(moved: (document: vscode.TextDocument) => void) {
    this.subscription = vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      const { document } = textEditor;
      const shown = this.shown.get(document);
      const visible = linesOnScreen(document);
      if (shown === undefined || visible === null || covers(shown, visible, document.lineCount)) return;
      // Told once: the next to ask is given another part.
      this.shown.delete(document);
      moved(document);
    });
  }

  showsAll(document: vscode.TextDocument): void {
    this.shown.delete(document);
  }

  /** The part of the text that is to show lenses now. */
  near(document: vscode.TextDocument): Range {
    const visible = linesOnScreen(document) ?? { first: 0, last: 0 };
    const lines = { first: Math.max(0, visible.first - margin), last: visible.last + margin };
    this.shown.set(document, lines);
    return {
      start: document.offsetAt(new vscode.Position(lines.first, 0)),
      end: document.offsetAt(new vscode.Position(lines.last + 1, 0)),
    };
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

function covers(shown: Lines, visible: Lines, lineCount: number): boolean {
  const startsBefore = shown.first === 0 || shown.first <= visible.first - spare;
  return startsBefore && (shown.last >= visible.last + spare || shown.last >= lineCount);
}

/** From the first to the last line that any editor shows; null where none shows the document. */
function linesOnScreen(document: vscode.TextDocument): Lines | null {
  const ranges = vscode.window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .flatMap(({ visibleRanges }) => visibleRanges);
  if (ranges.length === 0) return null;
  return {
    first: Math.min(...ranges.map(({ start }) => start.line)),
    last: Math.max(...ranges.map(({ end }) => end.line)),
  };
}
