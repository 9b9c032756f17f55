import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureChromium } from './chromium.mjs';
import { cacheDir } from './paths.mjs';

// code-server carries a complete build of VS Code's own server and workbench (see CONTRIBUTING.md).
const CODE_SERVER = '4.139.1';
const NODE_MAJOR = '24';
const MARKER = 'installed.json';

/**
 * @typedef {object} HostPaths
 * @property {string} node The Node.js that VS Code's server runs on.
 * @property {string} serverMain The entry of VS Code's server.
 */

/**
 * Installs what is missing of VS Code's server and its Node.js.
 * @returns {HostPaths}
 */
export function ensureVSCode() {
  const target = path.join(cacheDir, `code-server-${CODE_SERVER}`);
  removeLeftovers();
  if (!isComplete(target)) {
    console.log(
      `Installing VS Code's server (code-server ${CODE_SERVER}, Node.js ${NODE_MAJOR}) into .vscode-test ...`,
    );
    const started = Date.now();
    installInto(target);
    console.log(`Installed VS Code's server in ${Math.round((Date.now() - started) / 1000)} s.`);
  }
  return pathsIn(target);
}

/** @param {string} target @returns {HostPaths} */
function pathsIn(target) {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    node: path.join(target, 'node_modules', nodePackage(), 'bin', binary),
    serverMain: path.join(vscodeDir(target), 'out', 'server-main.js'),
  };
}

/** @param {string} target */
function vscodeDir(target) {
  return path.join(target, 'node_modules', 'code-server', 'lib', 'vscode');
}

function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${platform}-${process.arch}`;
}

/** The marker is written last, so its absence means that an install was cut short. @param {string} target */
function isComplete(target) {
  try {
    const marker = JSON.parse(fs.readFileSync(path.join(target, MARKER), 'utf8'));
    const { node, serverMain } = pathsIn(target);
    return (
      marker.codeServer === CODE_SERVER &&
      marker.node === NODE_MAJOR &&
      [node, serverMain, path.join(vscodeDir(target), 'node_modules')].every((file) => fs.existsSync(file))
    );
  } catch {
    return false;
  }
}

/** @param {string} target */
function installInto(target) {
  fs.mkdirSync(cacheDir, { recursive: true });
  const staging = fs.mkdtempSync(path.join(cacheDir, `installing-${process.pid}-`));
  try {
    fs.writeFileSync(path.join(staging, 'package.json'), '{ "private": true }\n');
    npmInstall(staging, `code-server@${CODE_SERVER}`, `${nodePackage()}@${NODE_MAJOR}`);
    npmInstall(vscodeDir(staging), '--omit=dev');
    const { node } = pathsIn(staging);
    const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
    if (answer.status !== 0) {
      throw new Error(
        `The Node.js of the package ${nodePackage()} does not run here: ${answer.error ?? answer.stderr}`,
      );
    }
    fs.writeFileSync(path.join(staging, MARKER), JSON.stringify({ codeServer: CODE_SERVER, node: NODE_MAJOR }) + '\n');
    moveIntoPlace(staging, target);
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

/** Another process may have finished the same install first: then its result serves. @param {string} staging @param {string} target */
function moveIntoPlace(staging, target) {
  if (isComplete(target)) return;
  fs.rmSync(target, { recursive: true, force: true });
  try {
    fs.renameSync(staging, target);
  } catch (error) {
    if (!isComplete(target)) throw error;
  }
}

/** Staging folders carry the id of the process that made them: one without a living process is rubbish. */
function removeLeftovers() {
  if (!fs.existsSync(cacheDir)) return;
  for (const name of fs.readdirSync(cacheDir)) {
    const owner = /^installing-(\d+)-/.exec(name)?.[1];
    if (owner && !isRunning(Number(owner))) fs.rmSync(path.join(cacheDir, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** Nothing here needs a compiler: native parts only make VS Code log more. @param {string} dir @param {...string} args */
function npmInstall(dir, ...args) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
  const result = spawnSync('npm', ['install', '--prefix', dir, '--ignore-scripts', ...quiet, ...args], {
    cwd: dir,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    throw new Error(`npm install ${args.join(' ')} failed: ${result.error?.message ?? result.stderr.trim()}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const { serverMain } = ensureVSCode();
    console.log(`VS Code's server: ${path.relative(process.cwd(), serverMain)}`);
    console.log(`Chromium: ${ensureChromium()}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
