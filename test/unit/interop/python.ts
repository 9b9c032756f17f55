import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** The Python that runs the programs: PYTHON says which; else the one on the path. */
export const python = process.env['PYTHON'] ?? 'python3';

/** The modules among these that Python does not have; all of them where there is no Python. */
export function absentModules(modules: readonly string[]): string[] {
  const look = `import importlib.util as u, sys; print(*[m for m in sys.argv[1:] if u.find_spec(m) is None])`;
  try {
    return execFileSync(python, ['-c', look, ...modules], { encoding: 'utf8' })
      .split(/\s+/)
      .filter(Boolean);
  } catch {
    return [...modules];
  }
}

/** A test where Python has the modules; elsewhere it says that it was not run. */
export function itWithPython(modules: readonly string[], law: string, test: () => void | Promise<void>): void {
  const absent = absentModules(modules);
  if (absent.length > 0) console.log(`Not run: ${law}, as Python has no ${absent.join(', ')}.`);
  else it(law, test).timeout(180_000);
}

/** What a program left in a variable: a number, or rows of numbers. */
export type Variables = Readonly<Record<string, number | number[] | number[][]>>;

const driver = `
import contextlib, io, json, runpy, sys
answers = []
for program in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()):
        left = runpy.run_path(program)
    kept = {}
    for name, value in left.items():
        if name.startswith("_") or not (hasattr(value, "tolist") or isinstance(value, float)): continue
        if hasattr(value, "detach"): value = value.detach()
        value = value.tolist() if hasattr(value, "tolist") else value
        try: kept[name] = json.loads(json.dumps(value, allow_nan=False))
        except (TypeError, ValueError): pass
    answers.append(kept)
print("ANSWERS " + json.dumps(answers))
`;

/** Runs programs one after the other in one Python, and gives what each left in its variables. */
export function runPrograms(programs: readonly string[]): Variables[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'interop-'));
  try {
    const files = programs.map((text, i) => {
      const file = path.join(folder, `program${i}.py`);
      writeFileSync(file, text);
      return file;
    });
    const out = execFileSync(python, ['-c', driver, ...files], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      // Spark's workers are to be the same Python; threads do not help matrices this small.
      env: { ...process.env, PYSPARK_PYTHON: python, OMP_NUM_THREADS: '1' },
      maxBuffer: 1 << 26,
    });
    const answers = out.split('\n').find((line) => line.startsWith('ANSWERS '));
    return JSON.parse(answers!.slice('ANSWERS '.length)) as Variables[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
