import { spawn, spawnSync } from 'node:child_process';

/**
 * Starts a program as the head of a process group of its own, so that it can be ended with all its children.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function spawnTree(program, args, options) {
  return spawn(program, args, { ...options, detached: process.platform !== 'win32' });
}

/**
 * Ends a program and all its children at once.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} [signal]
 */
export function killTree(child, signal = 'SIGKILL') {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone already.
  }
}

/**
 * Ends a program and all its children, gently first.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} patience How long the gentle way may take, in milliseconds.
 */
export async function stopTree(child, patience = 3000) {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    killTree(child, 'SIGTERM');
    await Promise.race([ended, pause(patience)]);
  }
  // Children may outlive the head of their group.
  killTree(child);
}

/** @param {number} milliseconds @returns {Promise<void>} */
export function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
