import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { atEnd, temporaryFolder } from './cleanup.mjs';
import { ensureVSCode } from './install.mjs';
import { killTree, pause, spawnTree, stopTree } from './processTree.mjs';

const START_LIMIT = 60_000;

/**
 * @typedef {object} ServerOptions
 * @property {number} [port] The first port to try; the next twenty serve if it is taken. Without it, any free one.
 * @property {string} [extensionsDir] A new empty folder unless given.
 * @property {string} [userDataDir] A new empty folder unless given.
 * @property {Record<string, unknown>} [settings] User settings on top of the quiet ones.
 * @property {boolean} [workspaceTrust] Whether folders open in Restricted Mode until they are trusted.
 * @property {boolean} [forTests] True unless given: the page obeys a payload, and shows no toasts.
 * @property {string} [log] Where to keep the server's log; it is removed at the end unless this is given.
 * @property {Record<string, string>} [env] For the server, and so for the extension host.
 */

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {number} port
 * @property {string} logPath
 * @property {string} settingsPath The user's settings; the workbench follows changes of this file.
 * @property {(vsix: string) => Promise<void>} installExtension Takes effect when a page is opened or reloaded.
 * @property {(settings: Record<string, unknown>) => void} changeSettings Merges into the user's settings.
 * @property {() => Promise<void>} stop
 */

/** A workbench that shows nothing but the work, and calls nobody. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  // As on the desktop; in a browser VS Code would save by itself.
  'files.autoSave': 'off',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'git.openRepositoryInParentFolders': 'never',
};

/** Without a gallery the server asks nobody about extensions. */
const offline = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };

/**
 * Starts VS Code's server on this machine alone, and waits until it answers.
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  const { node, serverMain } = ensureVSCode();
  const own = temporaryFolder('vscode');
  const userDataDir = options.userDataDir ?? path.join(own.path, 'user');
  const settingsPath = path.join(userDataDir, 'User', 'settings.json');
  const logPath = options.log ?? path.join(own.path, 'server.log');
  const trust = options.workspaceTrust ?? false;
  const folders = [
    ...['--server-data-dir', path.join(own.path, 'server')],
    ...['--user-data-dir', userDataDir],
    ...['--extensions-dir', options.extensionsDir ?? path.join(own.path, 'extensions')],
  ];
  writeSettings(settingsPath, { ...quietSettings, 'security.workspace.trust.enabled': trust, ...options.settings });

  const log = openLog(logPath);
  const child = spawnTree(
    node,
    [
      serverMain,
      '--accept-server-license-terms',
      '--without-connection-token',
      ...['--host', '127.0.0.1', '--port', options.port ? `${options.port}-${options.port + 20}` : '0'],
      // Without it the page ignores the payload that opens files and names the suite to run; with it, it shows no toasts.
      ...(options.forTests === false ? [] : ['--enable-smoke-test-driver']),
      '--disable-telemetry',
      ...(trust ? [] : ['--disable-workspace-trust']),
      ...folders,
    ],
    { env: { ...process.env, ...offline, ...temporaryFilesIn(own.path), ...options.env }, stdio: ['ignore', log, log] },
  );
  fs.closeSync(log);
  const forget = atEnd(() => killTree(child));

  const stop = async () => {
    await stopTree(child);
    forget();
    own.remove();
  };
  try {
    const port = await waitForPort(child, logPath);
    const url = `http://127.0.0.1:${port}`;
    await waitForAnswer(url);
    return {
      ...{ url, port, logPath, settingsPath, stop },
      changeSettings: (settings) => writeSettings(settingsPath, settings),
      async installExtension(vsix) {
        const file = path.resolve(vsix);
        if (!fs.existsSync(file)) throw new Error(`There is no package ${file}.`);
        await promisify(execFile)(node, [serverMain, '--install-extension', file, '--force', ...folders]);
      },
    };
  } catch (error) {
    const message = `VS Code's server did not start: ${error instanceof Error ? error.message : error}\n${logTail(logPath)}`;
    await stop();
    throw new Error(message, { cause: error });
  }
}

/** The end of a log, to say what went wrong. @param {string} logPath */
export function logTail(logPath, lines = 20) {
  if (!fs.existsSync(logPath)) return '';
  const noise = /spdlog|bindings file|vsda|^\s*(at |tries: \[|[\]}]|$)/;
  const spoken = fs
    .readFileSync(logPath, 'utf8')
    .split('\n')
    .filter((line) => !noise.test(line));
  return spoken.slice(-lines).join('\n');
}

/** The server leaves sockets behind; their paths may have no more than about 100 characters. @param {string} folder */
function temporaryFilesIn(folder) {
  const sockets = path.join(folder, 'tmp');
  if (process.platform === 'win32' || sockets.length > 45) return {};
  fs.mkdirSync(sockets);
  return { TMPDIR: sockets };
}

/** @param {string} logPath */
function openLog(logPath) {
  fs.mkdirSync(path.dirname(logPath), { recursive: true });
  return fs.openSync(logPath, 'w');
}

/** @param {string} file @param {Record<string, unknown>} changes A value of undefined removes a setting. */
function writeSettings(file, changes) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const old = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  fs.writeFileSync(file, JSON.stringify({ ...old, ...changes }, null, 2) + '\n');
}

/** @param {import('node:child_process').ChildProcess} child @param {string} logPath @returns {Promise<number>} */
async function waitForPort(child, logPath) {
  /** @type {Error | undefined} */
  let failure;
  child.once('error', (error) => (failure = error));
  for (const started = Date.now(); Date.now() - started < START_LIMIT; await pause(50)) {
    const port = /agent listening on (\d+)/.exec(fs.readFileSync(logPath, 'utf8'))?.[1];
    if (port) return Number(port);
    if (failure) throw failure;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('it ended at once.');
  }
  throw new Error(`it was not listening after ${START_LIMIT / 1000} s.`);
}

/** @param {string} url */
async function waitForAnswer(url) {
  for (const started = Date.now(); Date.now() - started < START_LIMIT; await pause(50)) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
  }
  throw new Error(`${url} did not answer.`);
}
