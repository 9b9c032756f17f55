import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../host/chromium.mjs';
import { serve, themes } from './server.mjs';
import { storyNames } from './fixtures';

/**
 * `node --import tsx test/browser/story/run.mts` takes a picture of every view in every theme into
 * test/browser/screenshots/story, and fails where the page logs an error or axe-core finds a violation. `--serve` keeps
 * the page up to look at instead.
 * Words after it pick stories by their names. Build the page first.
 */

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** What axe-core finds against the page: by rule, where, and what is wrong there. */
async function violationsOf(page: Page): Promise<string[]> {
  // not as a script of the page, which its policy would not allow
  await page.evaluate(axe);
  const found: readonly Violation[] = await page.evaluate('axe.run().then(({ violations }) => violations)');
  return found.map(({ id, nodes }) => {
    const [first] = nodes;
    return `axe ${id}, ${nodes.length} times: ${JSON.stringify(first?.target)} ${first?.failureSummary ?? ''}`;
  });
}

const folder = path.resolve(import.meta.dirname, '../screenshots/story');

interface Shot {
  readonly story: string;
  readonly tab: string | null;
  readonly width: number;
}

const tabs: Readonly<Record<string, readonly string[]>> = {
  complete: ['factors', 'reconstruction', 'missing', 'training'],
  'complete-no-interval': ['missing'],
  'long-labels': ['factors', 'reconstruction', 'missing'],
  reconstruct: ['factors', 'reconstruction', 'missing'],
  lu: ['factors', 'reconstruction'],
  rotation: ['factors'],
  adam: ['factors', 'training'],
  huge: ['factors'],
  train: ['factors', 'training', 'recommendations'],
  large: ['factors', 'reconstruction'],
  ratings: ['factors', 'reconstruction', 'latent', 'missing', 'training', 'code'],
  compared: ['training', 'compare'],
  field: ['factors', 'spectrum', 'reconstruction'],
  denoised: ['spectrum', 'reconstruction'],
  components: ['factors', 'spectrum', 'reconstruction', 'latent'],
  wide: ['reconstruction'],
  crowd: ['factors', 'latent'],
  vast: ['reconstruction'],
};

function shots(only: readonly string[]): Shot[] {
  const wide = storyNames.flatMap((story) => (tabs[story] ?? [null]).map((tab) => ({ story, tab, width: 760 })));
  const narrow = [
    { story: 'complete', tab: 'reconstruction', width: 300 },
    { story: 'complete', tab: 'missing', width: 300 },
    { story: 'adam', tab: 'training', width: 300 },
    { story: 'train', tab: 'recommendations', width: 300 },
    { story: 'stale', tab: 'factors', width: 300 },
  ];
  return [...wide, ...narrow].filter((shot) => only.length === 0 || only.includes(shot.story));
}

async function shoot(browser: Browser, address: string, shot: Shot, theme: string): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: shot.width, height: 720 } });
  const errors: string[] = [];
  const name = [shot.story, shot.tab, shot.width, theme.replace('vscode-', '')]
    .filter((part) => part !== null)
    .join('-');
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`${name}: ${error.message}`));
  const query = new URLSearchParams({ story: shot.story, theme, ...(shot.tab === null ? {} : { tab: shot.tab }) });
  await page.goto(`${address}/?${query.toString()}`);
  await page.locator('main').waitFor();
  if (shot.tab === 'recommendations') {
    await page.locator('input').fill('41');
    await page.locator('[role=option]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    if (theme !== 'vscode-light') await page.keyboard.press('Enter');
  }
  if (shot.tab === 'training' || shot.story === 'running') await page.locator('.chart svg').first().waitFor();
  if (shot.tab === 'reconstruction')
    await page.locator('factorize-grid [role=gridcell]').first().hover({ timeout: 2000 });
  if (shot.tab === 'factors' && shot.story === 'lu') await page.locator('factorize-menu vscode-button').last().click();
  await page.waitForTimeout(shot.story === 'running' ? 600 : 150);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  errors.push(...(await violationsOf(page)).map((violation) => `${name}: ${violation}`));
  await page.close();
  return errors;
}

const words = process.argv.slice(2);
const keep = words.includes('--serve');
const { server, address } = await serve(keep ? 4173 : 0);
if (keep) {
  console.log(storyNames.map((story) => `${address}/?story=${story}&theme=vscode-dark`).join('\n'));
} else {
  const only = words.filter((word) => !word.startsWith('--'));
  if (only.length === 0) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });
  const errors: string[] = [];
  for (const shot of shots(only))
    for (const theme of shot.width < 400 ? themes.slice(1, 2) : themes)
      errors.push(...(await shoot(browser, address, shot, theme)));
  await browser.close();
  server.close();
  console.log(errors.length === 0 ? 'No errors on the page.' : [...new Set(errors)].join('\n'));
  process.exitCode = errors.length === 0 ? 0 : 1;
}
