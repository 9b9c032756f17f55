// What views show beside their main thing, by the mouse: runs and their tables, grids scrolled together, factors in words.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../../host/eventually';
import { storyStage } from './stage';

describe('runs, linked grids and words, on the story page', () => {
  const stage = storyStage();
  const grid = (name: string): Locator => stage.page.getByRole('grid', { name, exact: true });

  it('the values of a run are a table of even steps, of as many iterations as is chosen', async () => {
    await stage.open('adam', 'training');
    const steps = stage.page.getByRole('table', { name: 'Values at even steps' });
    const iterations = async (): Promise<readonly number[]> =>
      (await steps.locator('tbody td:first-child').allInnerTexts()).map((text) => Number(text.replaceAll(',', '')));
    await steps.waitFor();
    for (const every of [500, 1000]) {
      await stage.page.getByLabel('Values every').selectOption(String(every));
      await eventually(`every ${every}`, async () => {
        const shown = await iterations();
        assert.ok(shown.length >= 3);
        for (const iteration of shown.slice(1, -1)) assert.equal(iteration % every, 0);
        assert.ok(shown.some((iteration) => iteration === every));
      });
    }
  });

  it('the run that is pinned is drawn over the one that is shown, each with its name', async () => {
    await stage.open('compared', 'training');
    for (const name of ['objective', 'objective, pinned'])
      await stage.page.locator('factorize-chart').first().getByText(name, { exact: true }).waitFor();
    await stage.page.locator('factorize-chart').first().click({ button: 'right' });
    await stage.page.getByRole('menuitem', { name: 'Save data as CSV' }).first().click();
    const [head] = String((await stage.askOf('saveFile')).content).split('\n');
    assert.equal(head, 'iteration,"objective, pinned",objective');
  });

  it('grids side by side are scrolled together', async () => {
    await stage.open('wide', 'reconstruction');
    await grid('Original').getByRole('gridcell').first().hover();
    await stage.page.mouse.wheel(300, 900);
    const placesOf = (): Promise<readonly (readonly number[])[]> =>
      stage.page.evaluate(`{
        const view = document.querySelector('factorize-app').shadowRoot.querySelector('factorize-reconstruction');
        [...view.shadowRoot.querySelectorAll('factorize-grid')].map((grid) => {
          const { scrollLeft, scrollTop } = grid.shadowRoot.querySelector('.scroll');
          return [scrollLeft, scrollTop];
        });
      }`);
    await eventually('all three at one place', async () => {
      const [original, ...others] = await placesOf();
      assert.ok(original !== undefined && original[0]! > 0 && original[1]! > 0, String(original));
      for (const other of others) assert.deepEqual(other, original);
      assert.equal(others.length, 2);
    });
  });

  it('what a factor separates is said with the names of rows and columns', async () => {
    await stage.open('ratings', 'factors');
    const said = stage.page.getByRole('list', { name: 'What each factor separates' }).getByRole('listitem');
    await said.first().waitFor();
    // the labels stand beside their rows
    const names = await stage.page.locator('factorize-grid .labels > *').allInnerTexts();
    assert.ok(names.length > 3);
    const sentences = (await said.allInnerTexts()).filter((sentence) => sentence.startsWith('Factor '));
    assert.equal(sentences.length, 3);
    for (const sentence of sentences)
      assert.equal(new Set(names.filter((name) => sentence.includes(name))).size >= 4, true, sentence);
  });

  it('missing cells are filtered, sorted, chosen, filled and found in the text by the mouse', async () => {
    await stage.open('ratings', 'missing');
    const rows = stage.page.locator('factorize-missing tbody');
    await stage.page.getByRole('columnheader', { name: 'Value' }).getByRole('button').click();
    await rows.getByRole('checkbox').first().click();
    await rows.getByRole('checkbox').nth(1).click();
    await stage.button('Fill 2 chosen').click();
    const { cells } = await stage.askOf('fill');
    assert.ok(Array.isArray(cells) && cells.length === 2);
    await stage.button('Copy chosen').click();
    assert.equal((await stage.askOf('copyText')).text?.split('\n').length, 3);
    await rows.getByRole('rowheader').first().getByRole('button').click();
    await stage.askOf('selectCell');
  });
});
