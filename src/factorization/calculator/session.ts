import { quiet, type Control } from '../../protocol/control';

/** The calculation that is under way: mathjs calls functions with their arguments alone. */
interface Session {
  readonly control: Control;
  readonly seed: number;
  readonly notes: Set<string>;
  /** The significant digits of numbers that are neither doubles nor fractions. */
  readonly digits: number;
}

/** As mathjs has them where nothing is said. */
export const usualDigits = 64;

let current: Session = { control: quiet, seed: 0, notes: new Set(), digits: usualDigits };

export const session = (): Session => current;

/** Does work in a session of its own and gives what was noted meanwhile, each sentence once. */
export function inSession<T>(
  { control, seed, digits }: Omit<Session, 'notes'>,
  work: () => T,
): { value: T; notes: readonly string[] } {
  const outer = current;
  current = { control, seed, digits, notes: new Set() };
  try {
    const value = work();
    return { value, notes: [...current.notes] };
  } finally {
    current = outer;
  }
}
