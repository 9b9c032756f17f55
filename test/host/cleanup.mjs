import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @type {Set<() => void>} */
const actions = new Set();
let listening = false;

/**
 * Runs a synchronous action when this process ends in any way that it can notice.
 * @param {() => void} action
 * @returns {() => void} Forgets the action again.
 */
export function atEnd(action) {
  listen();
  actions.add(action);
  return () => actions.delete(action);
}

/**
 * A new empty folder under the system's temporary one, removed at the end at the latest.
 * @param {string} purpose
 */
export function temporaryFolder(purpose) {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), `factorize-${purpose}-`));
  const forget = atEnd(() => removeFolder(folder));
  return {
    path: folder,
    remove() {
      forget();
      removeFolder(folder);
    },
  };
}

/**
 * A copy of a folder, so that whoever works in it never changes the original.
 * @param {string} folder
 */
export function temporaryCopy(folder) {
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`There is no folder ${folder}.`);
  const holder = temporaryFolder('workspace');
  // The workbench shows the folder's name, so the copy keeps it.
  const copy = path.join(holder.path, path.basename(path.resolve(folder)));
  fs.cpSync(folder, copy, { recursive: true });
  return { path: copy, remove: holder.remove };
}

/** A process that is just ending may still write into its folder. @param {string} folder */
function removeFolder(folder) {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

function runAll() {
  // Last in, first out: the server stops before its folders go.
  for (const action of [...actions].reverse()) {
    try {
      action();
    } catch (error) {
      console.error(error);
    }
  }
  actions.clear();
}

function listen() {
  if (listening) return;
  listening = true;
  process.on('exit', runAll);
  const signals = /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]);
  for (const [signal, code] of signals) {
    process.on(signal, () => {
      process.exit(code);
    });
  }
}
