// Runs a compiled Mocha suite inside a real extension host, as test-electron would, but without its download.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumArguments, ensureChromium } from './chromium.mjs';
import { temporaryCopy, temporaryFolder } from './cleanup.mjs';
import { projectTop } from './paths.mjs';
import { pause } from './processTree.mjs';
import { printReport, readReport, REPORT_VARIABLE } from './report.mjs';
import { logTail, startServer } from './server.mjs';
import { remoteUri, workbenchAddress } from './workbenchAddress.mjs';

/** What the page complains about for want of native parts that were left out on purpose. */
const KNOWN_NOISE =
  /spdlog|bindings file|watchdog|ServiceWorker|fetching the script|Failed to load resource|Canceled: /;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // The folder that is opened; its copy is what the suite works in.
    folder: { type: 'string', default: path.join(projectTop, 'media', 'samples') },
    extension: { type: 'string', default: projectTop },
    timeout: { type: 'string', default: '300' },
  },
});

try {
  const suite = path.resolve(positionals[0] ?? path.join(projectTop, 'dist', 'test', 'suite.js'));
  if (!fs.existsSync(suite)) throw new Error(`There is no suite ${suite}: build it first.`);
  const report = await runSuite(suite, path.resolve(values.extension), values.folder, Number(values.timeout) * 1000);
  process.exit(printReport(report) ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('vscode: 0 passed, the suite did not finish');
  process.exit(1);
}

/**
 * @param {string} suite
 * @param {string} extension
 * @param {string} folder
 * @param {number} limit
 * @returns {Promise<import('./report.mjs').TestReport>}
 */
async function runSuite(suite, extension, folder, limit) {
  const executablePath = ensureChromium();
  const workspace = temporaryCopy(folder);
  const reports = temporaryFolder('report');
  const reportFile = path.join(reports.path, 'report.json');
  const server = await startServer({ env: { [REPORT_VARIABLE]: reportFile } });
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    /** @type {Set<string>} */
    const errors = new Set();
    page.on('console', (message) => {
      if (message.type() === 'error' && !KNOWN_NOISE.test(message.text())) errors.add(firstLines(message.text(), 8));
    });
    page.on('pageerror', (error) => errors.add(String(error)));
    const payload = /** @type {Array<[string, string]>} */ ([
      ['extensionDevelopmentPath', remoteUri(server.url, extension)],
      ['extensionTestsPath', remoteUri(server.url, suite)],
    ]);
    await page.goto(workbenchAddress(server.url, workspace.path, payload));
    const report = await waitForReport(reportFile, server.logPath, limit);
    if (typeof report !== 'string') return report;
    throw new Error(
      [report, 'The page said:', ...[...errors].slice(-10), 'The server said:', logTail(server.logPath, 6)].join('\n'),
    );
  } finally {
    await browser.close();
    await server.stop();
    workspace.remove();
    reports.remove();
  }
}

/** @param {string} text @param {number} count */
function firstLines(text, count) {
  const plain = text.replace(/^%c\s+ERR color: \S+ /, '');
  return plain.split('\n').slice(0, count).join('\n');
}

/**
 * @param {string} file
 * @param {string} logPath
 * @param {number} limit
 * @returns {Promise<import('./report.mjs').TestReport | string>} The report, or why there is none.
 */
async function waitForReport(file, logPath, limit) {
  for (const started = Date.now(); Date.now() - started < limit; await pause(100)) {
    // In this order: the suite writes its report before its host ends.
    const exit = /Extension Host Process exited with code: [^\n]*/.exec(fs.readFileSync(logPath, 'utf8'))?.[0];
    const report = readReport(file);
    if (report) return report;
    if (exit) return `The suite left no report. ${exit}`;
  }
  return `The suite did not finish within ${limit / 1000} s.`;
}
