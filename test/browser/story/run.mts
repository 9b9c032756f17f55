import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../host/chromium.mjs';
import { storyNames } from './fixtures';
import { openStory, violationsOf } from './page';
import { serve } from './server.mjs';
import { nameOf, shots, themes, themesOf, type Shot, type Theme } from './shots';

/**
 * `node --import tsx test/browser/story/run.mts` takes a picture of every view in every theme into
 * test/browser/screenshots/story, and fails where the page logs an error or axe-core finds a violation. Words after it
 * pick stories by their names, tabs and themes: `ratings latent vscode-dark`. `--serve` keeps the page up to look at
 * instead, `--quick` leaves out axe-core. Build the page first.
 */

const folder = path.resolve(import.meta.dirname, '../screenshots/story');

async function shoot(browser: Browser, address: string, shot: Shot, theme: Theme, quick: boolean): Promise<string[]> {
  const name = nameOf(shot, theme);
  try {
    const { page, errors } = await openStory(browser, address, shot, theme);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    const found = quick ? [] : await violationsOf(page);
    await page.close();
    return [...errors, ...found].map((error) => `${name}: ${error}`);
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** What words pick: where some name stories, only these; so with tabs and themes. */
function picked(words: readonly string[]): { readonly shot: Shot; readonly theme: Theme }[] {
  const stories = words.filter((word) => storyNames.includes(word));
  const chosen = themes.filter((theme) => words.includes(theme));
  const tabs = words.filter((word) => !stories.includes(word) && !chosen.some((theme) => theme === word));
  return shots
    .filter(({ story }) => stories.length === 0 || stories.includes(story))
    .filter(({ tab }) => tabs.length === 0 || (tab !== null && tabs.includes(tab)))
    .flatMap((shot) => themesOf(shot).map((theme) => ({ shot, theme })))
    .filter(({ theme }) => chosen.length === 0 || chosen.includes(theme));
}

async function takeAll(words: readonly string[], quick: boolean, address: string): Promise<readonly string[]> {
  if (words.length === 0) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });
  const errors: string[] = [];
  for (const { shot, theme } of picked(words)) errors.push(...(await shoot(browser, address, shot, theme, quick)));
  await browser.close();
  return errors;
}

const words = process.argv.slice(2);
const keep = words.includes('--serve');
const { server, address } = await serve(keep ? 4173 : 0);
if (keep) {
  console.log(storyNames.map((story) => `${address}/?story=${story}&theme=vscode-dark`).join('\n'));
} else {
  const only = words.filter((word) => !word.startsWith('--'));
  const errors = await takeAll(only, words.includes('--quick'), address);
  server.close();
  console.log(errors.length === 0 ? 'No errors on the page.' : [...new Set(errors)].join('\n'));
  process.exitCode = errors.length === 0 ? 0 : 1;
}
