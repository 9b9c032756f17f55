import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export const cli = path.resolve('dist/cli.js');
export const sample = (name: string): string => path.resolve('media/samples', name);

/** Runs the built `factorize` as a shell would, optionally with standard input, optionally interrupted. */
export function factorize(
  words: readonly string[],
  { input = '', interruptAfter }: { input?: string; interruptAfter?: number } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...words]);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (status) => resolve({ status, out, err }));
    child.stdin.end(input);
    if (interruptAfter !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAfter);
  });
}

/** Runs with --json and gives the object, or fails with what the terminal said. */
export async function json(words: readonly string[], input = ''): Promise<Record<string, unknown>> {
  const { status, out, err } = await factorize([...words, '--json'], { input });
  if (status !== 0) throw new Error(`factorize ${words.join(' ')} ended with ${String(status)}: ${err}`);
  const parsed: unknown = JSON.parse(out);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('not an object');
  return { ...parsed };
}

/** A folder for one test's files, removed after it. */
export function withFolder(use: (write: (name: string, content: string | Uint8Array) => string) => Promise<void>) {
  return async (): Promise<void> => {
    const folder = mkdtempSync(path.join(tmpdir(), 'factorize-'));
    try {
      await use((name, content) => {
        const file = path.join(folder, name);
        writeFileSync(file, content);
        return file;
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}
