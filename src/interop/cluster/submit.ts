import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { faults } from '../../matrix/faults';
import type { Control } from '../../protocol/control';
import type { Cluster } from '../../protocol/cluster';
import { jobProgram, type JobSettings } from './job';
import { readMessage, unreached, type JobMessage } from './messages';

/** Milliseconds between two looks at whether the work was cancelled. */
const lookEvery = 20;
/** How much of what Spark says of itself is kept, to tell why it failed. */
const keptCharacters = 20_000;

/**
 * Runs the job in `folder` and waits for its end. Arguments are passed as they are, never through a shell.
 * Throws the `noSpark`, `noJava`, `noPySpark`, `connectAddress`, `noSparkConnect` and `sparkFailed` faults, and when
 * cancelled; the job's processes are ended then.
 */
export async function submit(
  cluster: Cluster,
  settings: JobSettings,
  folder: string,
  onMessage: (message: JobMessage) => void,
  control: Control,
): Promise<void> {
  const program = join(folder, 'job.py');
  const settingsPath = join(folder, 'settings.json');
  await writeFile(program, jobProgram);
  await writeFile(settingsPath, JSON.stringify(settings));
  const { command, commandArguments } = commandOf(cluster, program, settingsPath);

  const child = spawn(command, commandArguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that Java and Python end with it.
    detached: process.platform !== 'win32',
  });
  let said = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = readMessage(line);
    if (message !== null) onMessage(message);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-keptCharacters);
  });

  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', () => reject(cluster.connect === null ? faults.noSpark(command) : faults.noPySpark(command)));
    // Where the first of its processes was killed, others may live on and hold what it wrote to open.
    child.once('exit', (status) => {
      if (status === null) endAll(child);
    });
    child.once('close', resolve);
  });
  const look = cancelling(control, () => endAll(child));
  try {
    const status = await Promise.race([ended, look.cancelled]);
    if (status !== 0) throw failureOf(said, status, cluster.connect);
  } finally {
    look.stop();
  }
}

/** `spark-submit` with the master, or Python itself for Spark Connect, which has nothing to submit to. */
function commandOf(
  { submit, python, connect, master, options }: Cluster,
  program: string,
  settings: string,
): { command: string; commandArguments: string[] } {
  if (connect !== null) {
    if (!connect.startsWith('sc://')) throw faults.connectAddress(connect);
    return { command: python ?? process.env['PYSPARK_PYTHON'] ?? 'python3', commandArguments: [program, settings] };
  }
  const name = process.platform === 'win32' ? 'spark-submit.cmd' : 'spark-submit';
  const home = process.env['SPARK_HOME'] ?? '';
  const ofHome = join(home, 'bin', name);
  return {
    command: submit ?? (home !== '' && existsSync(ofHome) ? ofHome : name),
    commandArguments: ['--master', master, ...options, program, settings],
  };
}

/** Rejects with what `control.checkpoint` throws, having called `end`. */
function cancelling(control: Control, end: () => void): { readonly cancelled: Promise<never>; stop(): void } {
  let timer: ReturnType<typeof setInterval> | undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      try {
        control.checkpoint();
      } catch (fault) {
        clearInterval(timer);
        end();
        reject(fault instanceof Error ? fault : faults.unexpected(String(fault)));
      }
    }, lookEvery);
  });
  return { cancelled, stop: () => clearInterval(timer) };
}

function endAll(child: ChildProcess): void {
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

const javaMissing =
  /JAVA_HOME is not set|Unable to locate a Java Runtime|java: (command )?not found|JAVA_GATEWAY_EXITED/iu;
const pythonMissing = /Cannot run program "python|No module named '?(pyspark|numpy)|NOT_INSTALLED\] (\S+)/u;

function failureOf(said: string, status: number | null, connect: string | null): Error {
  if (connect !== null && said.includes(unreached)) return faults.noSparkConnect(connect);
  if (javaMissing.test(said)) return faults.noJava();
  const python = pythonMissing.exec(said);
  if (python !== null) return faults.noPySpark(python[1] ?? python[2] ?? 'python3');
  return faults.sparkFailed(
    reasonOf(said) ?? (status === null ? 'it was ended from outside' : `exit status ${status}`),
  );
}

/** The last line that names an error: the reason stands at the end of a trace, in Python's and in Java's alike. */
function reasonOf(said: string): string | null {
  const errors = said.split('\n').filter((line) => /^(\S*(Error|Exception)\b|Caused by:)/u.test(line.trim()));
  return errors.at(-1)?.trim().slice(0, 300) ?? null;
}
