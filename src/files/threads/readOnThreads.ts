import { setTimeout as pause } from 'node:timers/promises';
import type { Control } from '../../protocol/control';
import type { BrokenLog } from '../brokenLog';
import type { ByteSource } from '../byteSource';
import type { Collector } from '../collector';
import type { Manner } from '../lineReaders';
import { pieceBytes, piecesOf, roomOfPiece, type Piece } from '../lines';
import { Merger, noIndices, type ParserIndices } from './merger';
import type { ParsedPiece } from './messages';
import type { Helper } from './parserThread';
import { PieceParser } from './pieceParser';

/** Pieces that are read ahead of the first that is not yet parsed, at most. */
const mostAhead = 32;

/** Milliseconds between two looks at whether the work was cancelled, while others are waited for. */
const patience = 10;

/** A piece on its way; `parsed` is null until it is, and stays so where its parser was lost. */
interface Pending {
  readonly piece: Piece;
  readonly isFirst: boolean;
  readonly indices: ParserIndices;
  parsed: ParsedPiece | null;
  isLost: boolean;
  settled: Promise<void>;
}

/**
 * Reads the lines of a file with the help of other threads, exactly as one alone reads them. This thread reads the bytes
 * and puts together what was parsed; it parses a piece itself where no helper has room, and what lost helpers were given.
 * Throws what reading alone throws.
 */
export async function readOnThreads(
  source: ByteSource,
  collector: Collector,
  manner: Manner,
  broken: BrokenLog | null,
  helpers: readonly Helper[],
  control: Control,
  bytesAtOnce = pieceBytes,
): Promise<void> {
  const queue = new PieceQueue(source, collector, manner, broken, helpers, control);
  const free: Uint8Array[] = [];
  const room = (): Uint8Array => free.pop() ?? new Uint8Array(new SharedArrayBuffer(roomOfPiece(bytesAtOnce)));
  try {
    const pieces = piecesOf(source, control, room, manner.dialect, bytesAtOnce);
    for (let isFirst = true; ; isFirst = false) {
      const next = await pieces.next().catch(async (error: unknown) => {
        // What is wrong with lines before comes first.
        await queue.mergeTo(0);
        throw error;
      });
      if (next.done === true) break;
      const piece = next.value;
      // Its bytes may be written over once they are parsed.
      queue.begin(piece, isFirst, () => free.push(piece.bytes));
      await queue.mergeTo(piece.isCutOff ? 0 : mostAhead);
    }
    await queue.mergeTo(0);
  } finally {
    for (const helper of helpers) helper.dismiss();
  }
}

/** Pieces given to whoever has room, and put together in the order of the file. */
class PieceQueue {
  private readonly pending: Pending[] = [];
  private readonly merger: Merger;
  private readonly own: { readonly parser: PieceParser; readonly indices: ParserIndices };
  private readonly seats: readonly { readonly helper: Helper; readonly indices: ParserIndices }[];
  private readonly newParser: () => PieceParser;
  private readonly checkpoint: () => void;
  private merged = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly collector: Collector,
    manner: Manner,
    broken: BrokenLog | null,
    helpers: readonly Helper[],
    control: Control,
  ) {
    const task = { ...manner, skipBroken: broken !== null };
    this.newParser = () => new PieceParser(task);
    this.checkpoint = () => control.checkpoint();
    this.merger = new Merger(collector, manner, broken);
    this.own = { parser: this.newParser(), indices: noIndices() };
    this.seats = helpers.map((helper) => ({ helper, indices: noIndices() }));
  }

  /** Has a piece parsed, by this thread where no helper has room; `onParsed` is called when its bytes are of no more use. */
  begin(piece: Piece, isFirst: boolean, onParsed: () => void): void {
    const seat = this.seats.find(({ helper }) => helper.hasRoom);
    const indices = seat?.indices ?? this.own.indices;
    const pending: Pending = { piece, isFirst, indices, parsed: null, isLost: false, settled: Promise.resolve() };
    const keep = (parsed: ParsedPiece): void => {
      pending.parsed = parsed;
      onParsed();
    };
    if (seat === undefined) keep(this.own.parser.parse(piece, isFirst, this.checkpoint));
    else pending.settled = seat.helper.parse(piece, isFirst).then(keep, () => void (pending.isLost = true));
    this.pending.push(pending);
  }

  /** Merges what is parsed, and waits until so few pieces are on their way. */
  async mergeTo(most: number): Promise<void> {
    for (let first = this.pending[0]; first !== undefined; first = this.pending[0]) {
      if (first.parsed !== null || first.isLost) {
        this.pending.shift();
        this.merge(first);
      } else if (this.pending.length <= most) return;
      else {
        await Promise.race([first.settled, pause(patience)]);
        this.checkpoint();
      }
    }
  }

  private merge({ piece, isFirst, parsed, indices }: Pending): void {
    this.checkpoint();
    // The indices of a lost parser are of no use to another.
    if (parsed === null) this.merger.add(this.newParser().parse(piece, isFirst, this.checkpoint), noIndices());
    else this.merger.add(parsed, indices);
    this.merged += piece.end - piece.start;
    this.collector.foretell(this.merged / this.source.size);
    if (piece.isCutOff) throw this.merger.lineTooLong();
  }
}
