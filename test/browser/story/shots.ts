import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../host/eventually';
import { storyNames } from './fixtures';

/** One picture of the page: a story, one of its tabs, and how wide it is seen. */
export interface Shot {
  readonly story: string;
  readonly tab: string | null;
  readonly width: number;
  /** 2 is a zoom of 200 %. */
  readonly zoom: number;
}

export const themes = ['vscode-light', 'vscode-dark', 'vscode-high-contrast', 'vscode-high-contrast-light'] as const;
export type Theme = (typeof themes)[number];

const usualWidth = 760;

/** The tabs that are worth a look; other stories are seen as they open. */
const tabs: Readonly<Record<string, readonly string[]>> = {
  complete: ['factors', 'reconstruction', 'missing', 'training'],
  'complete-no-interval': ['missing'],
  undetermined: ['missing'],
  checked: ['missing'],
  'long-labels': ['factors', 'reconstruction', 'missing'],
  stale: ['factors', 'reconstruction', 'latent', 'missing', 'training', 'code'],
  reconstruct: ['factors', 'reconstruction', 'missing'],
  lu: ['factors', 'reconstruction'],
  steps: ['steps'],
  fractions: ['steps'],
  properties: ['properties'],
  rotation: ['factors'],
  adam: ['factors', 'training'],
  learning: ['training'],
  runs: ['training'],
  huge: ['factors', 'code'],
  train: ['factors', 'training', 'recommendations'],
  interrupted: ['training'],
  large: ['factors', 'reconstruction'],
  ratings: ['factors', 'reconstruction', 'latent', 'missing', 'choice', 'training', 'code'],
  sampled: ['choice'],
  compared: ['training', 'compare'],
  field: ['factors', 'spectrum', 'reconstruction'],
  denoised: ['spectrum', 'reconstruction'],
  zero: ['factors', 'spectrum', 'reconstruction', 'latent'],
  components: ['factors', 'spectrum', 'reconstruction', 'latent'],
  wide: ['reconstruction'],
  sparse: ['reconstruction', 'missing'],
  crowd: ['factors', 'latent'],
  vast: ['reconstruction', 'code'],
  failing: ['factors', 'reconstruction', 'latent', 'code'],
  'failing-ratings': ['recommendations'],
};

const shot = (story: string, tab: string | null, width = usualWidth, zoom = 1): Shot => ({ story, tab, width, zoom });

const besides: readonly Shot[] = [
  shot('complete', 'reconstruction', 300),
  shot('complete', 'missing', 300),
  shot('adam', 'training', 300),
  shot('train', 'recommendations', 300),
  shot('stale', 'factors', 300),
  shot('ratings', 'latent', 300),
  shot('ratings', 'code', 300),
  shot('field', 'spectrum', 300),
  shot('compared', 'compare', 300),
  shot('steps', 'steps', 300),
  shot('properties', 'properties', 300),
  shot('fault', null, 300),
  shot('running', null, 300),
  shot('paused', null, 300),
  shot('long-labels', 'reconstruction', 300),
  shot('ratings', 'reconstruction', 2400),
  shot('ratings', 'latent', 2400),
  shot('ratings', 'missing', 2400),
  shot('ratings', 'factors', usualWidth, 2),
  shot('ratings', 'reconstruction', usualWidth, 2),
  shot('complete', 'missing', usualWidth, 2),
  shot('train', 'recommendations', usualWidth, 2),
];

/** Every view and state, and some of them narrow, very wide and zoomed. */
export const shots: readonly Shot[] = [
  ...storyNames.flatMap((story) => (tabs[story] ?? [null]).map((tab) => shot(story, tab))),
  ...besides,
];

/** Narrow, wide and zoomed ones are a matter of layout: one theme shows it. */
export function themesOf({ width, zoom }: Shot): readonly Theme[] {
  return width === usualWidth && zoom === 1 ? themes : ['vscode-dark'];
}

export function nameOf({ story, tab, width, zoom }: Shot, look: string): string {
  const size = `${width}${zoom === 1 ? '' : `-zoom${zoom}`}`;
  return [story, tab, size, look.replace('vscode-', '')].filter((part) => part !== null).join('-');
}

/** What a person does before the picture is taken; resolves when the page shows it. */
export async function arrange(page: Page, { story, tab }: Shot): Promise<void> {
  await page.locator('main').waitFor();
  // Asked again and again from outside: the page's policy keeps a waiting text from being run in it.
  await eventually('the views behind the other tabs', async () => {
    assert.ok(await page.evaluate<boolean>("customElements.get('factorize-compare') !== undefined"));
  });
  if (tab === 'recommendations') await chooseUser(page);
  if (tab === 'training' || tab === 'spectrum' || story === 'running' || story === 'paused')
    await chartOf(page).waitFor();
  if (tab === 'latent')
    await page
      .locator('factorize-latent')
      .locator('canvas, [role=alert]')
      .or(page.getByText('This result has no factors'))
      .first()
      .waitFor();
  if (tab === 'code') await page.locator('factorize-code').locator('pre, [role=alert]').first().waitFor();
  if (tab === 'reconstruction' && story === 'failing') await page.getByRole('alert').first().waitFor();
  else if (tab === 'reconstruction')
    await page.locator('factorize-grid [role=gridcell]').first().hover({ timeout: 3000 });
  if (tab === 'factors' && story === 'lu') await page.locator('factorize-menu vscode-button').last().click();
  await page.waitForTimeout(story === 'running' ? 600 : 120);
}

async function chooseUser(page: Page): Promise<void> {
  await page.locator('input').fill('41');
  await page.locator('[role=option], [role=alert]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.result table, [role=alert]').first().waitFor();
}

function chartOf(page: Page): Locator {
  return page.locator('.chart svg').first();
}
