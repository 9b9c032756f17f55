import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../host/chromium.mjs';
import { projectTop } from '../host/paths.mjs';
import { filePayload, workbenchAddress } from '../host/workbenchAddress.mjs';
import { findSettings, mergeSettings, steadySettings, themeFiles } from '../host/workbenchSettings';
import { Workbench, type WorkbenchOptions } from './workbench';

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });
}

export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const settingsFile = await findSettings(options.url);
  const theme = themeFiles[options.theme ?? 'Light Modern'].setting;
  mergeSettings(settingsFile, { ...steadySettings, 'workbench.colorTheme': theme });
  const context = await options.browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: options.url });
  await context.addInitScript({ path: path.join(projectTop, 'test', 'host', 'inPage.js') });
  const page = await context.newPage();
  const workbench = new Workbench(page, context, options, settingsFile);
  try {
    const file = options.file && path.resolve(options.folder, options.file);
    const payload = filePayload(options.url, { openFile: file, extensionDevelopmentPath: options.extension });
    await page.goto(workbenchAddress(options.url, options.folder, payload));
    await workbench.ready();
    if (file) await workbench.focusEditor(path.basename(file));
    return workbench;
  } catch (error) {
    await workbench.close();
    throw error;
  }
}
