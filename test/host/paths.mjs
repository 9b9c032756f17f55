import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the project: where package.json is. */
export const projectTop = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What is downloaded for tests; git ignores it, and deleting it is always safe. */
export const cacheDir = path.join(projectTop, '.vscode-test');
