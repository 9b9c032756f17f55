import assert from 'node:assert/strict';
import { Fault, type FaultData } from '../../src/matrix/fault';

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

/** The fault that an action throws; anything else it throws, and its success, fail the test. */
export function refusalOf(action: () => unknown): Fault {
  try {
    action();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  assert.fail('it was done, and should have been refused');
}

/** The fault that work ends with; anything else it throws, and its success, fail the test. */
export async function faultOf(work: Promise<unknown>): Promise<FaultData> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Fault) return error.data;
    throw error;
  }
  assert.fail('it was answered, and should have failed');
}
