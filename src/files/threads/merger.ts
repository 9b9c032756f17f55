import type { Fault } from '../../matrix/fault';
import { faults } from '../../matrix/faults';
import type { BrokenLog } from '../brokenLog';
import { Collector } from '../collector';
import { lineReaders, type Manner } from '../lineReaders';
import { IndexMap } from './indexMap';
import type { BrokenLine, ParsedPiece } from './messages';

/** The indices of one parser, in those of the whole file. */
export interface ParserIndices {
  readonly users: IndexMap;
  readonly items: IndexMap;
}

export const noIndices = (): ParserIndices => ({ users: new IndexMap(), items: new IndexMap() });

/**
 * Puts parsed pieces together, in the order of the file: ids that are new to a parser in a piece are looked up in
 * the order in which they stand there, so that all are numbered in the order of their first occurrence in the file.
 */
export class Merger {
  private line = 1;

  constructor(
    private readonly collector: Collector,
    private readonly manner: Manner,
    private readonly broken: BrokenLog | null,
  ) {}

  /** Throws the fault of the first broken line where they are not passed over. */
  add(parsed: ParsedPiece, indices: ParserIndices): void {
    const { collector, broken } = this;
    if (broken === null && parsed.firstBroken[0] !== undefined) throw this.faultOf(parsed.firstBroken[0]);
    if (broken !== null) this.note(parsed, broken);
    indices.users.extend(collector.users.indicesOf(parsed.users));
    indices.items.extend(collector.items.indicesOf(parsed.items));
    collector.addAll(parsed.ratings, indices.users.values, indices.items.values);
    this.line += parsed.lines;
  }

  /** Of a line behind all that were added. */
  lineTooLong(): Fault {
    return faults.lineTooLong(this.manner.path, this.line);
  }

  private note({ brokenLines, firstBroken }: ParsedPiece, log: BrokenLog): void {
    const count = log.count + brokenLines;
    for (const line of firstBroken) if (!log.isFull) log.add(this.faultOf(line).data);
    log.count = count;
  }

  /** A parser does not know where in the file its lines are: the broken one is read again as the line that it is. */
  private faultOf({ before, bytes }: BrokenLine): Fault {
    const found: Fault[] = [];
    const scratch = new Collector(this.manner.keepTimes);
    const { read } = lineReaders(this.manner, scratch, (fault) => found.push(fault));
    read(bytes, 0, bytes.length, this.line + before);
    return found[0] ?? faults.unexpected(`line ${this.line + before} was broken once and not again`);
  }
}
