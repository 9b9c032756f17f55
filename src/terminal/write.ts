import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TextEdit } from '../documents';
import { faults } from '../matrix/faults';
import { reason, type Document } from './input';

/** Writes a document with edits made that do not overlap. */
export function writeEdited(path: string, document: Document, edits: readonly TextEdit[]): void {
  const lastFirst = [...edits].sort((a, b) => b.start - a.start);
  const text = lastFirst.reduce(
    (all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end),
    document.text,
  );
  writeWhole(path, text);
}

/** Writes beside and renames, so that there is never half a file. */
function writeWhole(path: string, text: string): void {
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    if (existsSync(beside)) rmSync(beside);
    throw faults.cannotWrite(path, existsSync(dirname(path)) ? reason(error) : 'there is no such folder');
  }
}
