import { closeSync, openSync, readSync } from 'node:fs';
import { faults } from '../matrix/faults';
import { counted } from '../protocol/quantities';
import { factorFormats } from '../protocol/request';
import { oneOf, type CommandLine } from './arguments';
import type { Ask, Output } from './output';

/** What only the export of a matrix, or of the training on ratings, takes. */
const notForModels = ['name', 'digits', 'method', 'solver', 'rank', 'regularization', 'learning-rate', 'iterations'];

/** Whether a file is a model, by its name or by the beginning of its content; false where it cannot be read. */
export function isModelFile(path: string): boolean {
  if (/\.safetensors$/i.test(path)) return true;
  const head = Buffer.alloc(9);
  try {
    const file = openSync(path, 'r');
    try {
      // The length of a header in JSON, and its first byte.
      return readSync(file, head) === 9 && head.readBigUInt64LE(0) < 2n ** 27n && head[8] === 0x7b && head[7] === 0;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** The factors of a model as files of another format, in a folder of their own. */
export async function exportModel(line: CommandLine, ask: Ask): Promise<Output> {
  const to = oneOf(line, 'to', factorFormats, 'csv');
  const misplaced = notForModels.find((option) => line.text(option) !== null);
  if (misplaced !== undefined)
    throw faults.usage(`--${misplaced} is not for a model, whose factors are written as they are.`, 'Leave it out.');
  const folder = line.text('write');
  if (folder === null)
    throw faults.usage('export needs --write for a model.', 'Give the folder that its factors are to be written into.');
  const { files, users, items, rank } = await ask({
    kind: 'export-model',
    path: line.file,
    to,
    folder,
    titlesPath: line.text('titles'),
  });
  return {
    json: { format: to, folder, files: [...files], users, items, rank },
    text: `The factors of ${counted(users, 'user')} and ${counted(items, 'item')}, rank ${rank}, are in ${folder}: ${files.join(', ')}.`,
  };
}
