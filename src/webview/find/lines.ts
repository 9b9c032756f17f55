import { MatrixGrid } from '../elements/matrixGrid';

/** A text of the page that is read without a break, and the nodes that it is in. */
export interface Line {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

interface Piece {
  readonly node: Text;
  /** Where the node's text begins in the line. */
  readonly from: number;
}

/** The texts that are seen beneath a node, through shadow roots, in order; a grid is given as itself. */
export function* linesOf(node: Node): Generator<Line | MatrixGrid, undefined> {
  const open = new OpenLine();
  yield* walk(node, open);
  yield* open.close();
}

class OpenLine {
  private text = '';
  private pieces: Piece[] = [];

  add(node: Text): void {
    this.pieces.push({ node, from: this.text.length });
    this.text += node.data;
  }

  /** What is read there, though no node has it. */
  addUnwritten(text: string): void {
    this.text += text;
  }

  *close(): Generator<Line, undefined> {
    const { text, pieces } = this;
    [this.text, this.pieces] = ['', []];
    if (text.trim() !== '') yield { text, pieces };
  }
}

function* walk(node: Node, open: OpenLine): Generator<Line | MatrixGrid, undefined> {
  if (node instanceof Text) open.add(node);
  if (!(node instanceof Element) || isUnseen(node)) return;
  const isBreak = breaks(node);
  if (isBreak) yield* open.close();
  if (node instanceof MatrixGrid) yield node;
  else if (node.localName === 'mfrac') yield* walkFraction(node, open);
  else for (const child of childrenOf(node)) yield* walk(child, open);
  if (isBreak) yield* open.close();
}

/** A fraction is found as it is typed: "3/5". */
function* walkFraction({ children: [above, below] }: Element, open: OpenLine): Generator<Line | MatrixGrid, undefined> {
  if (above) yield* walk(above, open);
  open.addUnwritten('/');
  if (below) yield* walk(below, open);
}

/** Plots have their data as a table; what is chosen from is not what is shown. */
function isUnseen(element: Element): boolean {
  return (
    element instanceof SVGElement ||
    element.matches('style, script, select, .unseen, [aria-hidden=true]') ||
    !element.checkVisibility()
  );
}

/** Whether a text ends at an element's edges: at those of another tree too, since no range reaches into it. Formulas are read on. */
function breaks(element: Element): boolean {
  if (element instanceof MathMLElement) return false;
  return element.shadowRoot !== null || getComputedStyle(element).display !== 'inline';
}

function childrenOf(element: Element): Iterable<Node> {
  if (element.shadowRoot !== null) return element.shadowRoot.childNodes;
  return element instanceof HTMLSlotElement ? element.assignedNodes({ flatten: true }) : element.childNodes;
}

/** The part of a line as a range of its nodes. */
export function rangeIn({ pieces }: Line, start: number, length: number): Range {
  const range = document.createRange();
  const [first, last] = [pieceAt(pieces, start), pieceAt(pieces, start + length - 1)];
  const within = ({ node, from }: Piece, at: number): number => Math.min(at - from, node.length);
  if (first) range.setStart(first.node, within(first, start));
  if (last) range.setEnd(last.node, within(last, start + length));
  return range;
}

function pieceAt(pieces: readonly Piece[], at: number): Piece | undefined {
  return pieces.findLast(({ from }) => from <= at);
}
