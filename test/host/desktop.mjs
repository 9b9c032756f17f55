// npm run test:desktop: the same suite in VS Code's desktop build, where that can be downloaded.
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { temporaryCopy, temporaryFolder } from './cleanup.mjs';
import { cacheDir, projectTop } from './paths.mjs';
import { printReport, readReport, REPORT_VARIABLE } from './report.mjs';

const NOT_TO_BE_HAD = 3;
const DOWNLOAD_IDLE_LIMIT = 20_000;

const suite = path.resolve(process.argv[2] ?? path.join(projectTop, 'dist', 'test', 'suite.js'));
const vscodeExecutablePath = await download();
const workspace = temporaryCopy(path.join(projectTop, 'media', 'samples'));
const own = temporaryFolder('desktop');
const reportFile = path.join(own.path, 'report.json');
/** @type {unknown} */
let failure;
try {
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: projectTop,
    extensionTestsPath: suite,
    extensionTestsEnv: { [REPORT_VARIABLE]: reportFile },
    launchArgs: [
      workspace.path,
      '--disable-workspace-trust',
      '--disable-gpu',
      '--disable-telemetry',
      // Electron refuses to run as root with its sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${path.join(own.path, 'user')}`,
      `--extensions-dir=${path.join(own.path, 'extensions')}`,
    ],
  });
} catch (error) {
  failure = error;
}
const report = readReport(reportFile);
if (report) process.exit(printReport(report) && !failure ? 0 : 1);
console.error(`The suite left no report. ${failure instanceof Error ? failure.message : (failure ?? '')}`);
process.exit(1);

async function download() {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return notToBeHad('there is no display to show it on; run this command under xvfb-run.');
  }
  try {
    return await downloadAndUnzipVSCode({ cachePath: cacheDir, timeout: DOWNLOAD_IDLE_LIMIT });
  } catch (error) {
    return notToBeHad(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} reason @returns {never} */
function notToBeHad(reason) {
  console.error(`The desktop build of VS Code could not be had: ${reason}`);
  process.exit(NOT_TO_BE_HAD);
}
