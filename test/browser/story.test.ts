import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import type { Browser, Locator, Page } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../host/chromium.mjs';
import { eventually } from '../host/eventually';
import { chromium } from 'playwright-core';
import { serve } from './story/server.mjs';

/** What the page has asked of its host, the newest last. */
interface Asked {
  readonly ask: string;
  readonly text?: string;
  readonly name?: string;
  readonly content?: unknown;
  readonly cells?: unknown;
}

describe('journeys through the views, on the story page', () => {
  let server: Server;
  let address: string;
  let browser: Browser;
  let page: Page;

  before(async function () {
    this.timeout(120_000);
    ({ server, address } = await serve(0));
    browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });
  });
  afterEach(() => page.close());
  after(async () => {
    await browser.close();
    server.close();
  });

  async function open(story: string, tab: string, motion: 'reduce' | 'no-preference' = 'no-preference'): Promise<void> {
    page = await browser.newPage({ viewport: { width: 900, height: 900 }, reducedMotion: motion });
    await page.goto(`${address}/?${new URLSearchParams({ story, tab, theme: 'vscode-dark' }).toString()}`);
    await page.getByRole('tabpanel').waitFor();
  }

  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const asked = async (kind: string): Promise<readonly Asked[]> => {
    const all = await page.evaluate<readonly Asked[]>('asked');
    return all.filter(({ ask }) => ask === kind);
  };
  /** The newest ask of a kind, once there are so many of them. */
  const askOf = (kind: string, count = 1): Promise<Asked> =>
    eventually(`the page to ask ${kind}`, async () => {
      const all = await asked(kind);
      assert.equal(all.length, count);
      return all.at(-1)!;
    });

  it('a run plays by itself, is paused, and is walked by the keyboard from its start to its result', async () => {
    await open('learning', 'training');
    await button('Play').click();
    await button('Pause').click();
    await button('Play').waitFor();
    const slider = page.getByRole('slider', { name: 'Iteration' });
    await slider.focus();
    await page.keyboard.press('Home');
    await eventually('the start', async () =>
      assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^after 0 iterations, objective 4\.4/),
    );
    await page.keyboard.press('ArrowRight');
    await eventually('one step', async () =>
      assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^after 1 iteration, /),
    );
    await page.keyboard.press('End');
    const rebuilt = page.locator('factorize-playback').getByRole('grid', { name: 'Reconstruction' });
    await eventually('the result', async () =>
      assert.deepEqual(await rebuilt.getByRole('gridcell').allInnerTexts(), ['5', '3', '3', '2', '2', '1', '1', '1']),
    );
  });

  it('a run does not play by itself for somebody who wants little motion', async () => {
    await open('learning', 'training', 'reduce');
    await button('Play').press('Enter');
    const slider = page.getByRole('slider', { name: 'Iteration' });
    await slider.waitFor();
    await button('Play').waitFor();
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^after 0 iterations/);
  });

  it('missing cells are filtered, sorted, chosen and filled, by the keyboard alone', async () => {
    await open('ratings', 'missing');
    const rows = page.locator('factorize-missing tbody');
    const all = await rows.count();
    await page.getByRole('searchbox').press('a');
    await page.getByRole('searchbox').fill('Ann');
    await eventually('fewer cells', async () => assert.ok((await rows.count()) < all));
    for (const name of await rows.getByRole('rowheader').allInnerTexts()) assert.match(name, /Ann, /);
    await button('Value').press('Enter');
    await page.getByRole('columnheader', { name: 'Value' }).and(page.locator('[aria-sort=descending]')).waitFor();
    const values = (await rows.locator('td.number strong').allInnerTexts()).map(Number);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => b - a),
    );
    await rows.getByRole('checkbox').first().press('Space');
    await button('Fill 1 chosen').press('Enter');
    const { cells } = await askOf('fill');
    assert.ok(Array.isArray(cells) && cells.length === 1);
    await button('Copy chosen').press('Enter');
    assert.match((await askOf('copyText')).text ?? '', /^Cell\tValue\tLower\tUpper\tBiases alone\nAnn \(row 1\), /);
    await rows.getByRole('button', { name: /^Ann/ }).first().press('Enter');
    await askOf('selectCell');
  });

  it('a grid is saved as pictures and as data from its context menu', async () => {
    await open('ratings', 'factors');
    const grid = page.getByRole('grid', { name: 'U' });
    await grid.getByRole('gridcell').first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Save picture as SVG' }).click();
    const svg = await askOf('saveFile');
    assert.equal(svg.name, 'U.svg');
    assert.match(String(svg.content), /^<svg [^]*>Ann<[^]*<\/svg>\n$/);
    await grid.focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Save data as CSV' }).press('Enter');
    const csv = await askOf('saveFile', 2);
    assert.equal(csv.name, 'U.csv');
    await grid.getByRole('gridcell').first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Save picture as PNG' }).click();
    await askOf('saveFile', 3);
    const bytes = await page.evaluate<readonly number[]>('Array.from(asked.at(-1).content.slice(1, 4))');
    assert.equal(String.fromCharCode(...bytes), 'PNG');
  });

  it('a report is copied with tables and pictures', async () => {
    await open('learning', 'factors');
    await button(/More$/).press('Enter');
    await page.getByRole('menuitem', { name: 'Copy as report' }).press('Enter');
    const { text = '' } = await askOf('copyText');
    assert.match(text, /\n## Training\n\n\| Iteration \| Objective \|\n/);
    for (const name of ['W', 'H', 'Reconstruction', 'Objective']) assert.ok(text.includes(`![${name}][picture `));
    assert.equal(text.match(/^\[picture \d\]: data:image\/svg/gm)?.length, 4);
  });

  it('what rank and λ were chosen by is a curve, with the choice marked in its table, saved as a picture', async () => {
    await open('ratings', 'choice');
    await page.getByRole('img', { name: /^Mean squared error at held-out cells/ }).waitFor();
    const chosen = page.getByRole('table', { name: 'Settings that were tried' }).locator('tr[aria-current]');
    assert.equal(await chosen.count(), 1);
    await page.locator('.chart').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Save picture as PNG' }).click();
    assert.equal((await askOf('saveFile')).name, 'tried.png');
  });
});
