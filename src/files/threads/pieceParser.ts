import { described } from '../brokenLog';
import { Collector } from '../collector';
import { lineReaders } from '../lineReaders';
import { readPiece, type Piece, type Readers } from '../lines';
import type { BrokenLine, ParsedPiece, ParserTask } from './messages';

/** Thrown behind a broken line where there is nothing to go on for. */
class Stop extends Error {}

/** Parses pieces of one file, given in the order of the file but not all of them. */
export class PieceParser {
  private readonly collector: Collector;
  private readonly readers: Readers;
  private brokenLines = 0;
  private broken: { readonly line: number; readonly bytes: Uint8Array }[] = [];

  constructor(private readonly task: ParserTask) {
    this.collector = new Collector(task.keepTimes);
    this.readers = lineReaders(task, this.collector, (_, { bytes, start, end, line }) => {
      if (++this.brokenLines <= described)
        this.broken.push({ line, bytes: Uint8Array.from(bytes.subarray(start, end)) });
      if (!task.skipBroken) throw new Stop();
    });
  }

  /** `isFirst`: the piece begins with the first line of the file. Throws what `checkpoint` throws. */
  parse(piece: Piece, isFirst: boolean, checkpoint: () => void): ParsedPiece {
    const { collector } = this;
    const [users, items] = [collector.users.size, collector.items.size];
    this.brokenLines = 0;
    this.broken = [];
    // Of the other lines only that they stand behind the header is known here.
    const line = isFirst ? 1 : this.task.dialect.linesBefore + 1;
    const lines = this.readAll(piece, line, checkpoint) - line;
    return {
      lines,
      ratings: collector.take(),
      users: collector.users.since(users),
      items: collector.items.since(items),
      brokenLines: this.brokenLines,
      firstBroken: this.broken.map((broken): BrokenLine => ({ before: broken.line - line, bytes: broken.bytes })),
    };
  }

  /** The number of the line behind those that were read. */
  private readAll(piece: Piece, line: number, checkpoint: () => void): number {
    try {
      return readPiece(piece, line, this.readers, checkpoint);
    } catch (error) {
      if (error instanceof Stop) return this.broken[0]!.line;
      throw error;
    }
  }
}
