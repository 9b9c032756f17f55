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
  const task = { ...manner, skipBroken: broken !== null };
  const checkpoint = (): void => control.checkpoint();
  const merger = new Merger(collector, manner, broken);
  const own = { parser: new PieceParser(task), indices: noIndices() };
  const seats = helpers.map((helper) => ({ helper, indices: noIndices() }));
  const free: Uint8Array[] = [];
  const room = (): Uint8Array => free.pop() ?? new Uint8Array(new SharedArrayBuffer(roomOfPiece(bytesAtOnce)));
  const queue: Pending[] = [];
  let merged = 0;

  const begin = (piece: Piece, isFirst: boolean): Pending => {
    const seat = seats.find(({ helper }) => helper.hasRoom);
    const indices = seat?.indices ?? own.indices;
    const pending: Pending = { piece, isFirst, indices, parsed: null, isLost: false, settled: Promise.resolve() };
    // Its bytes may be written over once they are parsed.
    const keep = (parsed: ParsedPiece): void => {
      pending.parsed = parsed;
      free.push(piece.bytes);
    };
    if (seat === undefined) keep(own.parser.parse(piece, isFirst, checkpoint));
    else pending.settled = seat.helper.parse(piece, isFirst).then(keep, () => void (pending.isLost = true));
    return pending;
  };

  const mergeFirst = (): void => {
    const { piece, isFirst, parsed, indices } = queue.shift()!;
    checkpoint();
    // The indices of a lost parser are of no use to another.
    if (parsed === null) merger.add(new PieceParser(task).parse(piece, isFirst, checkpoint), noIndices());
    else merger.add(parsed, indices);
    merged += piece.end - piece.start;
    collector.foretell(merged / source.size);
    if (piece.isCutOff) throw merger.lineTooLong();
  };

  /** Merges what is parsed, and waits until so few pieces are on their way. */
  const mergeTo = async (most: number): Promise<void> => {
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      if (first.parsed !== null || first.isLost) mergeFirst();
      else if (queue.length <= most) return;
      else {
        await Promise.race([first.settled, pause(patience)]);
        checkpoint();
      }
    }
  };

  try {
    const pieces = piecesOf(source, control, room, manner.dialect, bytesAtOnce);
    for (let isFirst = true; ; isFirst = false) {
      const next = await pieces.next().catch(async (error: unknown) => {
        // What is wrong with lines before comes first.
        await mergeTo(0);
        throw error;
      });
      if (next.done === true) break;
      queue.push(begin(next.value, isFirst));
      await mergeTo(next.value.isCutOff ? 0 : mostAhead);
    }
    await mergeTo(0);
  } finally {
    for (const helper of helpers) helper.dismiss();
  }
}
