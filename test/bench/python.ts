import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Matrix } from '../../src/matrix/dense';

/**
 * What a script beside this file prints for a matrix: numbers by name, or none where BENCH_PYTHON, or python3, has not what
 * `requirements.txt` names. The script is given a file of the doubles of each matrix, row by row, then `options`.
 */
export function askPython(
  script: string,
  matrices: readonly Matrix[],
  options: readonly number[],
): Readonly<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'factorize-bench-'));
  try {
    const files = matrices.map(({ values }, at) => {
      const file = join(folder, `${at}.bin`);
      writeFileSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      return file;
    });
    const python = process.env['BENCH_PYTHON'] ?? 'python3';
    const args = [join(__dirname, script), ...files, ...options.map(String)];
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
    const { status, stdout } = spawnSync(python, args, { encoding: 'utf8', timeout: 240_000, env });
    if (status !== 0) return {};
    const answer: unknown = JSON.parse(stdout);
    return typeof answer === 'object' && answer !== null
      ? Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, Number(value)]))
      : {};
  } finally {
    rmSync(folder, { recursive: true });
  }
}
