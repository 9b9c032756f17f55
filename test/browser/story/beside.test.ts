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
    for (const name of ['this run', 'pinned'])
      await stage.page.locator('factorize-chart').first().getByText(name, { exact: true }).waitFor();
    await stage.page.locator('factorize-chart').first().click({ button: 'right' });
    await stage.page.getByRole('menuitem', { name: 'Save data as CSV' }).first().click();
    const [head] = String((await stage.askOf('saveFile')).content).split('\n');
    assert.equal(head, 'iteration,pinned,this run');
  });

  it('four runs are laid over one another, each with its line, its column and its words, and are kept', async () => {
    await stage.open('runs', 'training');
    const boxes = stage.page.getByRole('group', { name: 'Runs on this data' }).getByRole('checkbox');
    await eventually('four runs', async () => assert.equal(await boxes.count(), 4));
    assert.equal(await boxes.nth(3).isDisabled(), true);
    for (const at of [0, 2, 1]) {
      await boxes.nth(at).click();
      await eventually('a line more', async () => assert.equal(await boxes.nth(at).isChecked(), true));
    }
    const chart = stage.page.locator('factorize-chart').first();
    const names = [0.05, 0.1, 0.002].map((rate) => `Gradient descent, η = ${rate}`);
    const all = [...names, 'Adam, η = 0.01'];
    await eventually('four lines', async () =>
      assert.deepEqual(await chart.locator('.keys > span').allInnerTexts(), all),
    );
    const samples = chart.locator('.keys line');
    for (const name of ['stroke', 'stroke-dasharray'] as const) {
      const values = await Promise.all(all.map((_, at) => samples.nth(at).getAttribute(name)));
      assert.equal(new Set(values).size, 4, name);
    }
    const said = (await chart.getByRole('img').getAttribute('aria-label')) ?? '';
    for (const name of all) assert.ok(said.includes(`${name}: from `), `${name} is not in: ${said}`);
    await stage.page.getByLabel('Values every').selectOption('500');
    const table = stage.page.getByRole('table', { name: 'Values at even steps' });
    await eventually('a column for each', async () =>
      assert.deepEqual(await table.locator('thead tr').nth(1).locator('th').allInnerTexts(), [all[3], ...names]),
    );
    const line = table.getByRole('row', { name: /^4,500 / });
    // the runs of 3,000 and 4,000 iterations are over
    const cells = (await line.locator('td').allInnerTexts()).map((text) => text.trim() !== '');
    assert.deepEqual(cells, [true, true, false, true, false]);
    await stage.page.reload();
    await eventually('the same lines', async () =>
      assert.deepEqual(await chart.locator('.keys > span').allInnerTexts(), all),
    );
    await boxes.nth(2).click();
    await eventually('a line less', async () =>
      assert.deepEqual(
        await chart.locator('.keys > span').allInnerTexts(),
        all.filter((name) => !name.endsWith('0.1')),
      ),
    );
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
