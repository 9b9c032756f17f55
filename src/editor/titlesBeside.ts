import * as vscode from 'vscode';
import { isFile } from './isFile';

/** Names of files that hold the titles of the items, as the common data sets have them beside their ratings. */
const titleFiles = [
  ...['movies', 'films', 'items', 'titles', 'books', 'products', 'songs', 'games'].map((what) => `${what}.csv`),
  'movies.dat',
  'u.item',
];

/** The file beside ratings, or beside a model, that may hold the titles of the items; null where there is none. */
export async function titlesBeside(path: string): Promise<string | null> {
  const folder = vscode.Uri.joinPath(vscode.Uri.file(path), '..');
  for (const name of titleFiles) {
    const file = vscode.Uri.joinPath(folder, name);
    if (file.fsPath !== path && (await isFile(file))) return file.fsPath;
  }
  return null;
}
