import type { FaultData } from '../matrix/fault';
import type { BrokenLines } from '../protocol/results';

/** Broken lines that are described. */
export const described = 10;

/** Counts lines that are passed over, and keeps what is wrong with the first of them. */
export class BrokenLog implements BrokenLines {
  count = 0;
  readonly first: FaultData[] = [];

  get isFull(): boolean {
    return this.first.length === described;
  }

  add(fault: FaultData): void {
    this.count++;
    if (!this.isFull) this.first.push(fault);
  }
}
