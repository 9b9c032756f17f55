// npm start: VS Code in the browser, with the packaged extension installed and the samples open.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryCopy } from './cleanup.mjs';
import { projectTop } from './paths.mjs';
import { startServer } from './server.mjs';
import { workbenchAddress } from './workbenchAddress.mjs';

const USAGE = 'Usage: node test/host/start.mjs [package.vsix] [--folder <folder>] [--in-place] [--port <port>]';

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string', default: path.join(projectTop, 'media', 'samples') },
      port: { type: 'string', default: '8765' },
      'in-place': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_515) throw new Error(`${values.port} is not a port.\n${USAGE}`);
  const vsix = positionals[0] ?? newestPackage();
  const folder = values['in-place'] ? path.resolve(values.folder) : temporaryCopy(values.folder).path;

  const server = await startServer({ port, forTests: false });
  await server.installExtension(vsix);
  console.log(`factorize is running in VS Code at ${workbenchAddress(server.url, folder)}`);
  console.log(
    `Press Ctrl+C to stop it.${values['in-place'] ? '' : ' The folder is a copy: changes to it are gone afterwards.'}`,
  );
}

/** @returns {string} */
function newestPackage() {
  const dist = path.join(projectTop, 'dist');
  const packages = fs.existsSync(dist) ? fs.readdirSync(dist).filter((name) => name.endsWith('.vsix')) : [];
  const [newest] = packages
    .map((name) => path.join(dist, name))
    .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  if (!newest) throw new Error('There is no package in dist: run "npm run package" first, or name a .vsix file.');
  return newest;
}
