import type { Request } from '../protocol/request';
import type { Answer } from '../protocol/rpc';
import type { Json } from './json';

/** What a command has to say, in both forms. */
export interface Output {
  readonly json: Json;
  readonly text: string;
}

/** Has a request answered in a worker. */
export type Ask = <R extends Request>(request: R) => Promise<Answer<R>>;
