import { stat } from 'node:fs/promises';
import { readTitles } from '../files';
import { toFaultData } from '../matrix/faults';
import type { Control } from '../protocol/control';

type Titles = ReadonlyMap<string, string>;

/** Titles by item id from a file; null where none is named. Throws what `readTitles` throws. */
export type TitlesOf = (path: string | null, control: Control) => Promise<Titles | null>;

/** The same from a file that was not asked for, only found: where it holds none, or cannot be read, nothing is lost. */
export async function titlesIfAny(
  titlesOf: TitlesOf,
  path: string | null | undefined,
  control: Control,
): Promise<Titles | null> {
  try {
    return await titlesOf(path ?? null, control);
  } catch (error) {
    if (toFaultData(error).code === 'cancelled') throw error;
    return null;
  }
}

/**
 * Titles by item id from files, each read once as long as it stays as it is: they are asked for at every keystroke.
 * The one that was read last is kept.
 */
export function createTitles(): TitlesOf {
  let kept: { readonly version: string; readonly titles: Titles } | null = null;
  return async (path, control) => {
    if (path === null) return null;
    const version = await versionOf(path);
    if (version !== null && kept?.version === version) return kept.titles;
    const titles = await readTitles(path, control);
    kept = version === null ? null : { version, titles };
    return titles;
  };
}

/** Changes when the file does; null where it is not there, which its reading will say. */
async function versionOf(path: string): Promise<string | null> {
  const file = await stat(path, { bigint: true }).catch(() => null);
  return file === null ? null : `${path} ${file.mtimeNs} ${file.size}`;
}
