import fs from 'node:fs';
import Mocha from 'mocha';

/** What one test came to, as the report tells the process that started VS Code. */
export interface TestOutcome {
  readonly path: readonly string[];
  readonly state: 'passed' | 'failed' | 'pending';
  readonly duration: number;
  readonly error?: string;
}

export interface TestReport {
  readonly tests: readonly TestOutcome[];
}

/** The report says it all; Mocha's own reporters would print where nobody reads. */
const silent = Mocha.reporters.Base;

/**
 * Runs tests inside VS Code's extension host.
 * @param files Registers the tests by describe and it, which are defined while it runs: it must load the test
 * files itself (`require`), because static imports would run too early.
 */
export async function runMocha(files: () => void | Promise<void>): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: silent, forbidOnly: true });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);
  const outcomes: TestOutcome[] = [];
  try {
    await files();
    await run(mocha, outcomes);
  } catch (error) {
    outcomes.push({ path: ['loading the suite'], state: 'failed', duration: 0, error: describeError(error) });
  }
  writeReport({ tests: outcomes });
  const failed = outcomes.filter((outcome) => outcome.state === 'failed').length;
  if (failed > 0) throw new Error(`${failed} of ${outcomes.length} tests failed.`);
  if (outcomes.length === 0) throw new Error('The suite holds no tests.');
}

function run(mocha: Mocha, outcomes: TestOutcome[]): Promise<void> {
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve());
    const add = (test: Mocha.Runnable, state: TestOutcome['state'], error?: unknown): void => {
      outcomes.push({
        path: test.titlePath(),
        state,
        duration: test.duration ?? 0,
        ...(state === 'failed' ? { error: describeError(error) } : {}),
      });
    };
    runner.on('pass', (test) => add(test, 'passed'));
    runner.on('pending', (test) => add(test, 'pending'));
    // A failing hook arrives here too, under its own title.
    runner.on('fail', (test, error: unknown) => add(test, 'failed', error));
  });
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Moved into place in one step, so that a reader never meets half a report. */
function writeReport(report: TestReport): void {
  const file = process.env['FACTORIZE_TEST_REPORT'];
  if (!file) return;
  fs.writeFileSync(`${file}.part`, JSON.stringify(report));
  fs.renameSync(`${file}.part`, file);
}
