import { Fault, type FaultData } from '../fault';
import { askingFaults } from './asking';
import { editingFaults } from './editing';
import { expressionsFaults } from './expressions';
import { filesFaults } from './files';
import { fault } from './make';
import { readingFaults } from './reading';
import { sparkFaults } from './spark';
import { workingFaults } from './working';

/**
 * Every error a person can see, in one place: a code, what is wrong, and what to do. Rows and columns in the
 * sentences count from 1.
 */
export const faults = {
  cancelled: () => fault('cancelled', 'cancelled', 'Cancelled.', ''),

  usage: (message: string, remedy: string) => fault('usage', 'usage', message, remedy),

  ...readingFaults,
  ...askingFaults,
  ...editingFaults,
  ...expressionsFaults,
  ...workingFaults,
  ...sparkFaults,
  ...filesFaults,
};

/** Any thrown value as a fault's data: faults as they are, memory that is not to be had, anything else as an unexpected one. */
export function toFaultData(error: unknown): FaultData {
  if (error instanceof Fault) return error.data;
  if (isOutOfMemory(error)) return faults.outOfMemory().data;
  return faults.unexpected(error instanceof Error ? error.message : String(error)).data;
}

/** An array or a WebAssembly memory that cannot be had, or a worker thread that was stopped at its limit. */
function isOutOfMemory(error: unknown): boolean {
  if (error instanceof RangeError) return /allocat|typed array length/i.test(error.message);
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
