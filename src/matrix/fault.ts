/** Whose fault it is, which decides the terminal's exit status and the editor's tone. */
export type FaultKind = 'input' | 'usage' | 'work' | 'cancelled';

/** Where in a text the fault lies; lines and columns count from 1. */
export interface Place {
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
}

/** An error that a person sees, as plain data that crosses threads: what happened, and what to do. */
export interface FaultData {
  readonly code: string;
  readonly kind: FaultKind;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what would be right, or what to do. */
  readonly remedy: string;
  readonly place: Place | null;
}

/** The only error that is thrown on purpose. Made in `faults.ts`, nowhere else. */
export class Fault extends Error {
  constructor(readonly data: FaultData) {
    super(data.message);
    this.name = 'Fault';
  }
}

/** The sentence or two a person reads. */
export function describe(fault: FaultData): string {
  return fault.remedy === '' ? fault.message : `${fault.message} ${fault.remedy}`;
}
