// `npm test`: every check, and one line that sums them up. A check that fails does not hide the others, except that
// nothing is run on a build that failed. The unit tests take one core, so the panel's pages are tested beside them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const checks = [
  { name: 'types', script: 'typecheck' },
  { name: 'lint', script: 'lint' },
  { name: 'format', script: 'format:check' },
  { name: 'package', script: 'package' },
  {
    ...{ name: 'unit tests', script: 'test:unit', counts: true },
    beside: { name: "the panel's pages", script: 'test:pages', counts: true, needs: 'dist/factorize.vsix' },
  },
  { name: 'terminal', script: 'test:terminal', counts: true, needs: 'dist/cli.js' },
  { name: 'inside VS Code', script: 'test:vscode', counts: true, needs: 'dist/factorize.vsix' },
  { name: 'journeys', script: 'test:journeys', counts: true, needs: 'dist/factorize.vsix' },
];

/** Runs an npm script, shows what it prints, at once or when it has ended, and gives its status and text. */
function run(script, isShownAtOnce) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const show = (stream) => (chunk) => {
      text += chunk;
      if (isShownAtOnce) stream.write(chunk);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.on('close', (status) => resolve({ status: status ?? 1, text }));
  });
}

/** The tests that an output counts, by Mocha's own words or those of the suite inside VS Code. */
const count = (text, word) =>
  [...text.matchAll(new RegExp(`(\\d+) ${word}`, 'g'))].reduce((sum, [, n]) => sum + Number(n), 0);

let passed = 0;
let failed = 0;
const failures = [];

const canRun = ({ needs }) => needs === undefined || existsSync(needs);
const begin = ({ name, script }) => console.log(`\n== ${name} (npm run ${script})`);

function refuse({ name, needs }) {
  console.log(`Not run: ${needs} was not built.`);
  failures.push(name);
  failed++;
}

function add({ name, counts }, { status, text }) {
  const good = counts ? count(text, 'pass(?:ing|ed)\\b') : Number(status === 0);
  const bad = counts ? count(text, 'fail(?:ing|ed)\\b') : Number(status !== 0);
  passed += good;
  failed += status !== 0 && bad === 0 ? 1 : bad;
  if (status !== 0 || good === 0) failures.push(name);
}

for (const check of checks) {
  const { beside } = check;
  const running = beside !== undefined && canRun(beside) ? run(beside.script, false) : null;
  begin(check);
  if (canRun(check)) add(check, await run(check.script, true));
  else refuse(check);
  if (beside === undefined) continue;
  begin(beside);
  if (running === null) {
    refuse(beside);
    continue;
  }
  const ended = await running;
  console.log(ended.text);
  add(beside, ended);
}

console.log(failures.length === 0 ? '\nEverything passed.' : `\nFailed: ${failures.join(', ')}.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
