import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../host/chromium.mjs';
import { storyNames } from './fixtures';
import { serve } from './server.mjs';
import { accessibility, looks, otherSizes, sweep, usualSizes, type Seen, type Size, type Sweep } from './sweep';

/**
 * `node --import tsx test/browser/story/run.mts` shows every view of every story in every theme and with forced colours,
 * beside the text and in a side bar, and fails where axe-core finds a violation or the page logs an error. Words after it
 * pick stories, tabs, looks and widths: `ratings latent vscode-dark 300`. `--pictures` takes a picture of each into
 * test/browser/screenshots/story instead, also of very wide and zoomed ones; `--serve` keeps the page up to look at.
 * Build the page first.
 */

const folder = path.resolve(import.meta.dirname, '../screenshots/story');

async function takePicture({ page, name }: Seen): Promise<readonly string[]> {
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  return [];
}

/** What words pick: where some name stories, only these; so with tabs, looks and widths. */
function picked(words: readonly string[], sizes: readonly Size[]): readonly Sweep[] {
  const named = words.filter((word) => storyNames.includes(word));
  const worn = looks.filter((look) => words.includes(look));
  const widths = words.map(Number).filter((width) => width > 0);
  const tabs = words.filter(
    (word) => !named.includes(word) && !worn.some((look) => look === word) && Number.isNaN(Number(word)),
  );
  return (named.length === 0 ? storyNames : named).flatMap((story) =>
    sizes
      .filter(({ width }) => widths.length === 0 || widths.includes(width))
      .map((size) => ({ ...size, looks: size.looks.filter((look) => worn.length === 0 || worn.includes(look)) }))
      .filter((size) => size.looks.length > 0)
      .map((size) => ({ story, size, tabs: tabs.length === 0 ? null : tabs })),
  );
}

async function complaints(browser: Browser, address: string, one: Sweep, isPictures: boolean): Promise<string[]> {
  try {
    return await sweep(browser, address, one, isPictures ? takePicture : accessibility);
  } catch (error) {
    return [`${one.story}, ${one.size.width} wide: ${error instanceof Error ? error.message : String(error)}`];
  }
}

async function takeAll(words: readonly string[], isPictures: boolean, address: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });
  const found: string[] = [];
  for (const one of picked(words, isPictures ? [...usualSizes, ...otherSizes] : usualSizes)) {
    const newest = await complaints(browser, address, one, isPictures);
    if (newest.length > 0) console.log(newest.join('\n'));
    found.push(...newest);
  }
  await browser.close();
  return found;
}

const words = process.argv.slice(2);
const keep = words.includes('--serve');
const { server, address } = await serve(keep ? 4173 : 0);
if (keep) {
  console.log(storyNames.map((story) => `${address}/?story=${story}&theme=vscode-dark`).join('\n'));
} else {
  const only = words.filter((word) => !word.startsWith('--'));
  const found = await takeAll(only, words.includes('--pictures'), address);
  server.close();
  console.log(found.length === 0 ? 'Nothing was found.' : `${found.length} were found.`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
