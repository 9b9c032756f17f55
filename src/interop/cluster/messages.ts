/** Lines of the job that begin so are a `JobMessage`; what else Spark prints is passed over. */
export const marker = 'factorize ';

/** What the job ends with where no Spark Connect server answers. */
export const unreached = 'factorize: no server answers';

/** What it ends with, and a version, where the Spark Connect of this side or the other trains no recommenders yet. */
export const tooOld = 'factorize: too old is version';

export type JobMessage =
  | { readonly stage: 'started'; readonly version: string; readonly master: string }
  /** Iterations done until now, and the part of the current one. */
  | { readonly stage: 'training'; readonly iterations: number }
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
      return has('iterations', 'number');
    case 'trained':
      return has('seconds', 'number');
    default:
      return value.stage === 'written';
  }
}
