import type { FaultData } from '../matrix/fault';
import type { BrokenLines } from '../protocol/results';

/** Broken lines that are described. */
export const described = 10;

/** Counts lines that are passed over, and keeps what is wrong with the first of them. */
export class BrokenLog implements BrokenLines {
  count = 0;
  readonly first: FaultData[] = [];

  add(fault: FaultData): void {
    this.count++;
    if (this.first.length < described) this.first.push(fault);
  }
}
