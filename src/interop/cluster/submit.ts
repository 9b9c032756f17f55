import { spawn, type ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { faults } from '../../matrix/faults';
import type { Cluster } from '../../protocol/cluster';
import type { Control } from '../../protocol/control';
import { commandOf } from './command';
import { failureOf } from './failure';
import { jobProgram, type JobSettings } from './job';
import { readMessage, type JobMessage } from './messages';

/** Milliseconds between two looks at whether the work was cancelled. */
const lookEvery = 20;
/** Milliseconds that a job has to end by itself, with what it asked of Spark, before its processes are killed. */
const patience = 10_000;
/** How much of what Spark says of itself is kept, to tell why it failed. */
const keptCharacters = 20_000;

const stackFrame = /^\s+at /u;

/** Spark's jobs nest deeper with each iteration, and overflow the usual stack after some ten. */
const stackOption = '-Xss16m';

/** What the job is to do, and how to know of it. */
export type JobWork = Omit<JobSettings, 'connect' | 'parent' | 'folder' | 'stop'>;

/**
 * Runs the job in `folder` and waits for its end. Arguments are passed as they are, never through a shell.
 * Throws the faults of `commandOf` and `failureOf`, and when cancelled: none of the job's processes lives on then, nor
 * what it asked of a server.
 */
export async function submit(
  cluster: Cluster,
  work: JobWork,
  folder: string,
  onMessage: (message: JobMessage) => void,
  control: Control,
): Promise<void> {
  const stop = join(folder, 'stop');
  const program = join(folder, 'job.py');
  const settingsPath = join(folder, 'settings.json');
  const settings: JobSettings = { ...work, connect: cluster.connect, parent: process.pid, folder, stop };
  const { command, commandArguments, missing } = commandOf(cluster, program, settingsPath);
  await writeFile(program, jobProgram);
  await writeFile(settingsPath, JSON.stringify(settings));

  const child = spawn(command, commandArguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A person's own options come last, and so prevail.
    env: { ...process.env, JDK_JAVA_OPTIONS: `${stackOption} ${process.env['JDK_JAVA_OPTIONS'] ?? ''}`.trim() },
    // A group of its own, so that Java and Python end with it.
    detached: process.platform !== 'win32',
  });
  let said = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = readMessage(line);
    if (message !== null) onMessage(message);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!stackFrame.test(line)) said = `${said}${line}\n`.slice(-keptCharacters);
  });

  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', () => reject(missing()));
    // Where the first of its processes was killed, others may live on and hold what it wrote to open.
    child.once('exit', (status) => {
      if (status === null) killAll(child);
    });
    child.once('close', resolve);
  });
  const look = cancelling(control);
  try {
    const status = await Promise.race([ended, look.cancelled]);
    if (status !== 0) throw failureOf(said, status, cluster);
  } catch (fault) {
    await endJob(child, stop, ended);
    throw fault;
  } finally {
    look.stop();
  }
}

/** Rejects with what `control.checkpoint` throws. */
function cancelling(control: Control): { readonly cancelled: Promise<never>; stop(): void } {
  let timer: ReturnType<typeof setInterval> | undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      try {
        control.checkpoint();
      } catch (fault) {
        clearInterval(timer);
        reject(fault instanceof Error ? fault : faults.unexpected(String(fault)));
      }
    }, lookEvery);
  });
  return { cancelled, stop: () => clearInterval(timer) };
}

/** Has the job end what it asked of Spark, and then itself; where it does not, kills its processes. */
async function endJob(child: ChildProcess, stop: string, ended: Promise<unknown>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const killing = setTimeout(() => killAll(child), patience);
  try {
    await writeFile(stop, '');
    await ended;
  } catch {
    killAll(child);
  } finally {
    clearTimeout(killing);
  }
}

function killAll(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' }).on('error', () => child.kill());
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
