import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../host/eventually';
import { stage } from './setup';
import type { Workbench } from './workbench';

/** Chooses from the panel's menu of what to do with the result. */
async function more(workbench: Workbench, item: string): Promise<void> {
  const panel = workbench.panelFrame();
  await panel.getByRole('button', { name: /More$/ }).click();
  await panel.getByRole('menuitem', { name: item }).click();
}

describe('journeys of a result that is pinned, reported, saved and searched', () => {
  const { open, folder } = stage();

  /** Saves a figure from its context menu into the folder, under the name that is offered. */
  async function save(workbench: Workbench, figure: string, item: string, name: string): Promise<Buffer> {
    const panel = workbench.panelFrame();
    await panel.getByRole('grid', { name: figure }).getByRole('gridcell').first().click({ button: 'right' });
    await panel.getByRole('menuitem', { name: item }).click();
    const input = workbench.page.locator('.quick-input-widget:visible input[type="text"]');
    await eventually('the name to be offered', async () => assert.equal(path.basename(await input.inputValue()), name));
    await workbench.page.keyboard.press('Enter');
    return eventually(`${name} to be written`, async () => {
      const written = await fs.promises.readFile(path.join(folder(), name));
      assert.ok(written.length > 0);
      return written;
    });
  }

  it('one is pinned, the panel follows the cursor to another, and both are compared until it is unpinned', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    const panel = workbench.panelFrame();
    const shows = (title: string): Promise<void> => panel.getByRole('heading', { name: title, exact: true }).waitFor();
    await shows('R');
    await more(workbench, 'Pin to compare with');
    await panel.getByRole('tab', { name: 'Compare' }).waitFor();
    await workbench.placeCursor('1.2');
    await workbench.runCommand('Factorize: Factorize');
    await shows('U');
    await panel.getByRole('tab', { name: 'Compare' }).click();
    const table = panel.getByRole('table', { name: 'The pinned result and this one' });
    const matrices = table.locator('tr', { hasText: 'Matrix' }).locator('td');
    assert.deepEqual(await matrices.allInnerTexts(), ['R, 3×3, 3 missing', 'U, 3×2']);
    await panel.getByText('They are of different matrices').waitFor();
    await workbench.screenshot('compare-1-others');

    await workbench.placeCursor('5 & 3');
    await shows('R');
    await panel.getByText('This is the pinned result').waitFor();
    await workbench.screenshot('compare-2-followed');
    await panel.getByRole('button', { name: 'Unpin' }).click();
    await panel.getByRole('tab', { name: 'Compare' }).waitFor({ state: 'detached' });
  });

  it('one is copied as a report, saved as pictures and data, and searched in a side bar', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    const panel = workbench.panelFrame();
    await panel.getByRole('heading', { name: 'R', exact: true }).waitFor();
    await more(workbench, 'Copy as report');
    await panel.getByText('Copied the report as Markdown.').waitFor();
    assert.match(
      await workbench.clipboard(),
      /^# R: Bayesian factorization, rank \d\n[^]*\n!\[Reconstruction\]\[picture \d\]/,
    );

    await panel.getByRole('tab', { name: 'Reconstruction', exact: true }).click();
    const svg = (await save(workbench, 'Residual', 'Save picture as SVG', 'Residual.svg')).toString();
    assert.match(svg, /^<svg [^]*<\/svg>\n$/);
    const png = await save(workbench, 'Residual', 'Save picture as PNG', 'Residual.png');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    const csv = (await save(workbench, 'Original', 'Save data as CSV', 'Original.csv')).toString();
    assert.equal(csv, '5,3,\n4,,1\n,2,5\n');

    await workbench.runCommand('Factorize: Show in Side Bar');
    await workbench.page
      .locator('.part.sidebar .composite.title')
      .filter({ hasText: /Factorization/i })
      .waitFor();
    await panel.getByRole('tab', { name: 'Missing cells', exact: true }).click();
    await workbench.page.keyboard.press('Control+f');
    await panel.getByRole('textbox', { name: 'Find' }).waitFor();
    await workbench.page.keyboard.type('row 3');
    const count = panel.getByRole('search').getByRole('status');
    await eventually('a match', async () => assert.match(await count.innerText(), /^1 of [1-9]/));
    await workbench.screenshot('compare-3-find');
    await workbench.page.keyboard.press('Escape');
    await panel.getByRole('search').waitFor({ state: 'detached' });
    workbench.changeSettings({ 'factorize.panel.place': 'beside' });
  });
});
