// One server with the packaged extension for all journeys of a file, and a workbench on a copy of the samples.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { projectTop } from '../host/paths.mjs';
import { startServer } from '../host/server.mjs';
import { launchBrowser, openWorkbench } from './launch';
import type { Workbench, WorkbenchOptions } from './workbench';

type Server = Awaited<ReturnType<typeof startServer>>;

export interface Stage {
  /** A workbench on a fresh copy of the samples; closed after the test that opened it. */
  readonly open: (file: string | null, options?: Partial<WorkbenchOptions>) => Promise<Workbench>;
  /** Where the samples of the newest workbench are. */
  readonly folder: () => string;
}

/** Registers what starts and stops a server around the tests of a `describe`. A failed test leaves a picture. */
export function stage(settings: Record<string, unknown> = {}, env: Record<string, string> = {}): Stage {
  let server: Server;
  let browser: Browser;
  let folder = '';
  let open: Workbench[] = [];

  before(async function () {
    this.timeout(240_000);
    server = await startServer({ settings, env });
    await server.installExtension(path.join(projectTop, 'dist', 'factorize.vsix'));
    browser = await launchBrowser();
  });
  afterEach(async function () {
    const test = this.currentTest;
    const failed = test !== undefined && !test.isPassed();
    for (const workbench of open) {
      if (failed) await workbench.screenshot(`failed-${test.title.replaceAll(/\W+/g, '-')}`);
      await workbench.close();
    }
    open = [];
    if (folder !== '') fs.rmSync(folder, { recursive: true, force: true });
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  return {
    folder: () => folder,
    open: async (file, options = {}) => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'factorize-samples-'));
      fs.cpSync(path.join(projectTop, 'media', 'samples'), folder, { recursive: true });
      const workbench = await openWorkbench({
        url: server.url,
        folder,
        browser,
        viewport: { width: 1500, height: 900 },
        ...(file === null ? {} : { file }),
        ...options,
      });
      open.push(workbench);
      return workbench;
    },
  };
}
