/** Lines of the job that begin so are a `JobMessage`; what else Spark prints is passed over. */
export const marker = 'factorize ';

/** What the job ends with where no Spark Connect server answers. */
export const unreached = 'factorize: no server answers';

export type JobMessage =
  | { readonly stage: 'started'; readonly version: string; readonly master: string }
  /** Stages of Spark's current job: one reads the ratings, the next counts them, the longest trains. */
  | { readonly stage: 'training'; readonly done: number; readonly total: number }
  | { readonly stage: 'trained'; readonly seconds: number }
  | { readonly stage: 'written' };

/** What a line of the job's output says; null where it is not a message. */
export function readMessage(line: string): JobMessage | null {
  if (!line.startsWith(marker)) return null;
  try {
    const said: unknown = JSON.parse(line.slice(marker.length));
    return isMessage(said) ? said : null;
  } catch {
    return null;
  }
}

function isMessage(value: unknown): value is JobMessage {
  if (typeof value !== 'object' || value === null || !('stage' in value)) return false;
  const has = (key: string, type: 'string' | 'number'): boolean =>
    typeof Object.getOwnPropertyDescriptor(value, key)?.value === type;
  switch (value.stage) {
    case 'started':
      return has('version', 'string') && has('master', 'string');
    case 'training':
      return has('done', 'number') && has('total', 'number');
    case 'trained':
      return has('seconds', 'number');
    default:
      return value.stage === 'written';
  }
}
