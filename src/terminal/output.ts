import type { FaultData } from '../matrix/fault';
import type { Request } from '../protocol/request';
import type { Answer } from '../protocol/rpc';
import type { Json } from './json';

/** What a command has to say, in both forms. */
export interface Output {
  readonly json: Json;
  readonly text: string;
  /** What cut the work short, where the rest is nonetheless worth showing; it decides the exit status. */
  readonly fault?: FaultData | null;
}

/** Has a request answered in a worker. */
export type Ask = <R extends Request>(request: R) => Promise<Answer<R>>;
