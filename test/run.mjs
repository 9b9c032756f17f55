// `npm test`: every check, one after the other, and one line that sums them up. A check that fails does not hide the
// others, except that nothing is run on a build that failed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const checks = [
  { name: 'types', script: 'typecheck' },
  { name: 'lint', script: 'lint' },
  { name: 'format', script: 'format:check' },
  { name: 'unit tests', script: 'test:unit', counts: true },
  { name: 'package', script: 'package' },
  { name: 'terminal', script: 'test:terminal', counts: true, needs: 'dist/cli.js' },
  { name: 'inside VS Code', script: 'test:vscode', counts: true, needs: 'dist/factorize.vsix' },
  { name: 'journeys', script: 'test:journeys', counts: true, needs: 'dist/factorize.vsix' },
];

/** Runs an npm script, shows what it prints and gives its status and text. */
function run(script) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const show = (stream) => (chunk) => {
      text += chunk;
      stream.write(chunk);
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
for (const { name, script, counts, needs } of checks) {
  console.log(`\n== ${name} (npm run ${script})`);
  if (needs !== undefined && !existsSync(needs)) {
    console.log(`Not run: ${needs} was not built.`);
    failures.push(name);
    failed++;
    continue;
  }
  const { status, text } = await run(script);
  const good = counts ? count(text, 'pass(?:ing|ed)\\b') : Number(status === 0);
  const bad = counts ? count(text, 'fail(?:ing|ed)\\b') : Number(status !== 0);
  passed += good;
  failed += status !== 0 && bad === 0 ? 1 : bad;
  if (status !== 0 || good === 0) failures.push(name);
}

console.log(failures.length === 0 ? '\nEverything passed.' : `\nFailed: ${failures.join(', ')}.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
