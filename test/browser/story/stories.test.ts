// Every view of the panel on the story page: without an error, without what axe-core finds, and as it looked before.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Server } from 'node:http';
import type { Browser, Locator, Page } from 'playwright-core';
import { projectTop } from '../../host/paths.mjs';
import { numberOf } from '../screen';
import { animationsOf, openStory, violationsOf } from './page';
import { serve } from './server.mjs';
import { Looks } from './looks';
import { nameOf, shots, themes, themesOf, type Shot, type Theme } from './shots';
import { launchBrowser } from '../launch';

const isUpdate = process.env['UPDATE_LOOKS'] !== undefined;
const kilobyte = 1024;

/** Pictures that are kept: a view or a state each, since a file a picture adds up. */
const kept: ReadonlySet<string> = new Set([
  'empty',
  'complete factors',
  'complete missing',
  'undetermined missing',
  'long-labels reconstruction',
  'stale factors',
  'lu factors',
  'steps steps',
  'properties properties',
  'rotation factors',
  'adam training',
  'train recommendations',
  'ratings factors',
  'ratings reconstruction',
  'ratings latent',
  'ratings missing',
  'ratings code',
  'compared compare',
  'field spectrum',
  'zero reconstruction',
  'components latent',
  'wide reconstruction',
  'vast reconstruction',
  'failing factors',
  'failing latent',
  'starting',
  'paused',
  'cancelled',
  'fault',
]);

const keyOf = ({ story, tab }: Shot): string => (tab === null ? story : `${story} ${tab}`);

async function attributesOf(elements: Locator, name: string): Promise<readonly string[]> {
  return Promise.all((await elements.all()).map(async (one) => (await one.getAttribute(name)) ?? ''));
}

const isKept = (shot: Shot): boolean => themesOf(shot).length > 1 && kept.has(keyOf(shot));

/**
 * One theme for each, by its name, so that new stories leave the others' as they are; the long form, npm run panel:axe,
 * looks at every tab of every story in every theme. Pictures are updated alone.
 */
const looked = shots
  .filter((shot) => !isUpdate || isKept(shot))
  .map((shot) => {
    const letters = Array.from(keyOf(shot)).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
    const all = themesOf(shot);
    return { shot, theme: all[letters % all.length]! };
  });

describe('the panel on the story page', () => {
  let server: Server;
  let address: string;
  let browser: Browser;
  let looks: Looks;
  let comparable: boolean;

  before(async () => {
    ({ server, address } = await serve(0));
    browser = await launchBrowser();
    looks = await Looks.open(browser, isUpdate);
    comparable = await looks.hasFonts();
    if (!comparable)
      console.log('      Pictures are not compared: the fonts DejaVu Sans and DejaVu Sans Mono are not here.');
  });

  after(async () => {
    await looks.close();
    await browser.close();
    server.close();
  });

  const seen = async (shot: Shot, theme: Theme, look: (page: Page) => Promise<void>): Promise<void> => {
    const { page, errors } = await openStory(browser, address, shot, theme);
    await look(page);
    await page.close();
    assert.deepEqual(errors, []);
  };

  for (const { shot, theme } of looked) {
    const name = nameOf(shot, theme);
    it(`${name} is shown without an error and can be read by everybody`, () =>
      seen(shot, theme, async (page) => {
        if (comparable && isKept(shot)) assert.equal(await looks.complaint(name, await page.screenshot()), null);
        if (isUpdate) return;
        assert.deepEqual(await violationsOf(page), []);
      }));
  }

  const story = (name: string, tab: string): Shot => ({ story: name, tab, width: 1200, zoom: 1 });

  it('a grid is walked by the keys, and says the names of row and column', () =>
    seen(story('ratings', 'reconstruction'), themes[1], async (page) => {
      const grid = page.getByRole('grid', { name: 'Original' });
      await grid.focus();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      assert.equal(
        await page.getByRole('status').last().textContent(),
        'Original, Bo (row 2), Casablanca (column 2): 3',
      );
      const active = grid.locator(`#${(await grid.getAttribute('aria-activedescendant')) ?? ''}`);
      assert.deepEqual([await active.getAttribute('role'), await active.textContent()], ['gridcell', '3']);
      assert.equal(await grid.getByRole('row').nth(2).getAttribute('aria-rowindex'), '3');
      await page.keyboard.press('Control+End');
      assert.match((await page.getByRole('status').last().textContent()) ?? '', /^Original, Oda \(row 15\), Brazil/);
    }));

  it('a grid that was scrolled far has its rows in the order they are read in', () =>
    seen(story('vast', 'reconstruction'), themes[0], async (page) => {
      const grid = page.getByRole('grid', { name: 'Original' });
      await grid.focus();
      for (let i = 0; i < 12; i++) await page.keyboard.press('PageDown');
      for (let i = 0; i < 5; i++) await page.keyboard.press('PageUp');
      await page.waitForTimeout(500);
      const rows = grid.getByRole('row');
      const order = (await attributesOf(rows, 'aria-rowindex')).map(Number);
      assert.deepEqual(
        order,
        [...order].sort((a, b) => a - b),
      );
      const texts = await grid.locator('[aria-rowindex="72"] [role=gridcell]').first().textContent();
      assert.equal(numberOf(texts ?? ''), Number((10 * Math.sin(70 / 40)).toPrecision(4)));
    }));

  for (const [name, tab] of [
    ['adam', 'training'],
    ['field', 'spectrum'],
    ['ratings', 'latent'],
  ] as const)
    it(`the plot of ${tab} has its text, and its data as a table`, () =>
      seen(story(name, tab), themes[0], async (page) => {
        const plots = page.locator('.chart svg[role=img], .plane');
        const labels = await attributesOf(plots, 'aria-label');
        assert.ok(labels.length > 0 && labels.every((label) => /\d/.test(label)), labels.join('; '));
        await page.locator('table, [role=grid]').first().waitFor({ state: 'attached' });
      }));

  it('nothing moves by itself where the person asked for less motion', () =>
    seen({ story: 'starting', tab: null, width: 760, zoom: 1 }, themes[1], async (page) => {
      assert.equal(await animationsOf(page.locator('vscode-progress-bar')), 0);
    }));

  it('no message to the page is longer than a megabyte, and the rank slider asks for no numbers', () =>
    seen(story('wide', 'reconstruction'), themes[0], async (page) => {
      const slider = page.getByRole('slider', { name: 'Factors' });
      await slider.focus();
      // What is chosen is told, to be remembered; numbers are not asked for.
      const asks = "window.asked.filter(({ ask }) => ask !== 'remember').length";
      const before = await page.evaluate<number>(asks);
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
      await page.getByText('195 of 200', { exact: true }).waitFor();
      assert.equal(await page.evaluate<number>(asks), before);
      const longest = await page.evaluate<number>('window.longestMessage');
      assert.ok(longest > 300 * kilobyte && longest < kilobyte ** 2, `${longest} bytes`);
    }));

  it('ten thousand rows and columns are asked for in parts, each under a megabyte', () =>
    seen(story('vast', 'reconstruction'), themes[0], async (page) => {
      await page.getByRole('grid', { name: 'Original' }).focus();
      await page.keyboard.press('Control+End');
      await page.getByRole('gridcell').getByText(/\d/).first().waitFor();
      const longest = await page.evaluate<number>('window.longestMessage');
      assert.ok(longest > 0 && longest < kilobyte ** 2, `${longest} bytes`);
    }));

  it('the page is smaller than 400 kilobytes, and its charts come when first shown', () => {
    const sizeOf = (file: string): number => statSync(path.join(projectTop, 'dist', file)).size;
    assert.ok(sizeOf('webview.js') < 400 * kilobyte);
    assert.ok(sizeOf('webview-plot.js') > 0);
  });
});
