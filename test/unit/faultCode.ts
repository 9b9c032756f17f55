import { Fault } from '../../src/matrix/fault';

/** The code of the fault that an action throws; 'none' where it throws nothing. */
export function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof Fault) return error.data.code;
    throw error;
  }
  return 'none';
}
