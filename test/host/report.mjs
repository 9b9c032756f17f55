import fs from 'node:fs';

/** The environment variable that names the report's file to the suite. */
export const REPORT_VARIABLE = 'FACTORIZE_TEST_REPORT';

/** @typedef {import('./mochaRunner.ts').TestReport} TestReport */

/** @param {string} file @returns {TestReport | undefined} */
export function readReport(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

/**
 * Prints what a suite came to, as Mocha's own "spec" reporter would.
 * @param {TestReport} report
 * @returns {boolean} Whether it passed; a suite that ran nothing has not.
 */
export function printReport(report) {
  /** @type {readonly string[]} */
  let open = [];
  for (const test of report.tests) {
    const groups = test.path.slice(0, -1);
    groups.forEach((group, depth) => {
      const known = groups.slice(0, depth + 1).every((name, i) => open[i] === name);
      if (!known) console.log(`${'  '.repeat(depth + 1)}${group}`);
    });
    open = groups;
    const sign = { passed: '✔', failed: '✖', pending: '-' }[test.state];
    const time = test.duration >= 75 ? ` (${test.duration} ms)` : '';
    console.log(`${'  '.repeat(test.path.length)}${sign} ${test.path.at(-1)}${time}`);
  }
  const failures = report.tests.filter((test) => test.state === 'failed');
  failures.forEach((test, index) => {
    console.log(`\n  ${index + 1}) ${test.path.join(' › ')}\n${indent(test.error ?? '', 5)}`);
  });
  const passed = report.tests.filter((test) => test.state === 'passed').length;
  const pending = report.tests.length - passed - failures.length;
  if (passed + failures.length === 0) console.log('The suite ran no test, which counts as a failure.');
  console.log(`vscode: ${passed} passed, ${failures.length} failed${pending ? `, ${pending} skipped` : ''}`);
  return failures.length === 0 && passed > 0;
}

/** @param {string} text @param {number} width */
function indent(text, width) {
  return text.replaceAll(/^/gm, ' '.repeat(width));
}
