import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Observations } from '../../src/matrix/observations';

/** The libraries that `peers.py` runs, by the words it takes. */
export type PeerName =
  'libmf' | 'cmfrec-cholesky' | 'cmfrec-cg' | 'implicit-cholesky' | 'implicit-cg' | 'surprise' | 'spark';

/** Seconds, and the held-out RMSE; null where it is not known. */
export interface PeerAnswer {
  readonly clock: number;
  readonly processor: number | null;
  readonly rmse: number | null;
}

/** Answers of a library, or why there is none. */
export type Peer = PeerAnswer | { readonly absent: string };

/** Longer than any of them takes for 10 million ratings. */
const patience = 3_600_000;

/** The ratings in a folder, where programs in Python read them; the last `held` are held out. */
export class Peers {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));

  constructor(
    { rowIndex, columnIndex, values }: Observations,
    private readonly held: number,
  ) {
    writeFileSync(join(this.folder, 'users'), rowIndex);
    writeFileSync(join(this.folder, 'items'), columnIndex);
    writeFileSync(join(this.folder, 'values'), Float32Array.from(values));
  }

  /** Runs one with two threads, in the Python that BENCH_PYTHON names, or python3. */
  ask(name: PeerName): Peer {
    const python = process.env['BENCH_PYTHON'] ?? 'python3';
    const path = `${dirname(python)}:${process.env['PATH'] ?? ''}`;
    const { stdout, stderr, status } = spawnSync(
      python,
      [join(__dirname, 'peers.py'), name, this.folder, String(this.held)],
      { encoding: 'utf8', timeout: patience, env: { ...process.env, PATH: path, PYSPARK_PYTHON: python } },
    );
    if (status !== 0) return { absent: stderr.trim().split('\n').at(-1) ?? 'it ended without a word' };
    return JSON.parse(stdout) as Peer;
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}
