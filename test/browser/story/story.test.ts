import assert from 'node:assert/strict';
import { eventually } from '../../host/eventually';
import { animationsOf } from './page';
import { storyStage } from './stage';

describe('journeys through the views, on the story page', () => {
  const stage = storyStage();

  it('a run plays by itself, is paused, and is walked by the keyboard from its start to its result', async () => {
    await stage.open('learning', 'training');
    await stage.button('Play').click();
    await stage.button('Pause').click();
    await stage.button('Play').waitFor();
    const slider = stage.page.getByRole('slider', { name: 'Iteration' });
    await slider.focus();
    await stage.page.keyboard.press('Home');
    await eventually('the start', async () =>
      assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^after 0 iterations, objective 4\.4/),
    );
    await stage.page.keyboard.press('ArrowRight');
    await eventually('one step', async () =>
      assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^after 1 iteration, /),
    );
    await stage.page.keyboard.press('End');
    const rebuilt = stage.page.locator('factorize-playback').getByRole('grid', { name: 'Reconstruction' });
    await eventually('the result', async () =>
      assert.deepEqual(await rebuilt.getByRole('gridcell').allInnerTexts(), ['5', '3', '3', '2', '2', '1', '1', '1']),
    );
  });

  it('a run does not play by itself for somebody who wants little motion', async () => {
    await stage.open('learning', 'training', 'reduce');
    await stage.button('Play').press('Enter');
    const slider = stage.page.getByRole('slider', { name: 'Iteration' });
    await slider.waitFor();
    await stage.button('Play').waitFor();
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^after 0 iterations/);
  });

  it('nothing moves by itself where VS Code was set to move little, as where the system was', async () => {
    const moving = (): Promise<number> => animationsOf(stage.page.locator('vscode-progress-bar'));
    const beLittle = (isLittle: boolean): Promise<unknown> =>
      stage.page.evaluate(`document.body.classList.toggle('vscode-reduce-motion', ${isLittle})`);
    await stage.openState('starting');
    assert.equal(await moving(), 1);
    await beLittle(true);
    assert.equal(await moving(), 0);
    await stage.close();
    await stage.open('learning', 'training');
    await beLittle(true);
    await stage.button('Play').press('Enter');
    await stage.page.getByRole('slider', { name: 'Iteration' }).waitFor();
    await stage.button('Play').waitFor();
  });

  it('missing cells are filtered, sorted, chosen and filled, by the keyboard alone', async () => {
    await stage.open('ratings', 'missing');
    const rows = stage.page.locator('factorize-missing tbody');
    const all = await rows.count();
    await stage.page.getByRole('searchbox').press('a');
    await stage.page.getByRole('searchbox').fill('Ann');
    await eventually('fewer cells', async () => assert.ok((await rows.count()) < all));
    for (const name of await rows.getByRole('rowheader').allInnerTexts()) assert.match(name, /Ann, /);
    await stage.button('Value').press('Enter');
    await stage.page
      .getByRole('columnheader', { name: 'Value' })
      .and(stage.page.locator('[aria-sort=descending]'))
      .waitFor();
    const values = (await rows.locator('td.number strong').allInnerTexts()).map(Number);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => b - a),
    );
    await rows.getByRole('checkbox').first().press('Space');
    await stage.button('Fill 1 chosen').press('Enter');
    const { cells } = await stage.askOf('fill');
    assert.ok(Array.isArray(cells) && cells.length === 1);
    await stage.button('Copy chosen').press('Enter');
    assert.match(
      (await stage.askOf('copyText')).text ?? '',
      /^Cell\tValue\tLower\tUpper\tBiases alone\nAnn \(row 1\), /,
    );
    await rows.getByRole('button', { name: /^Ann/ }).first().press('Enter');
    await stage.askOf('selectCell');
  });

  it('a grid is saved as pictures and as data from its context menu', async () => {
    await stage.open('ratings', 'factors');
    const grid = stage.page.getByRole('grid', { name: 'U' });
    await grid.getByRole('gridcell').first().click({ button: 'right' });
    await stage.page.getByRole('menuitem', { name: 'Save picture as SVG' }).click();
    const svg = await stage.askOf('saveFile');
    assert.equal(svg.name, 'U.svg');
    assert.match(String(svg.content), /^<svg [^]*>Ann<[^]*<\/svg>\n$/);
    await grid.focus();
    await stage.page.keyboard.press('Shift+F10');
    await stage.page.getByRole('menuitem', { name: 'Save data as CSV' }).press('Enter');
    const csv = await stage.askOf('saveFile', 2);
    assert.equal(csv.name, 'U.csv');
    await grid.getByRole('gridcell').first().click({ button: 'right' });
    await stage.page.getByRole('menuitem', { name: 'Save picture as PNG' }).click();
    await stage.askOf('saveFile', 3);
    const bytes = await stage.page.evaluate<readonly number[]>('Array.from(asked.at(-1).content.slice(1, 4))');
    assert.equal(String.fromCharCode(...bytes), 'PNG');
  });

  it('a report is copied with tables and pictures', async () => {
    await stage.open('learning', 'factors');
    await stage.button(/More$/).press('Enter');
    await stage.page.getByRole('menuitem', { name: 'Copy as report' }).press('Enter');
    const { text = '' } = await stage.askOf('copyText');
    assert.match(text, /\n## Training\n\n\| Iteration \| Objective \|\n/);
    for (const name of ['W', 'H', 'Reconstruction', 'Objective']) assert.ok(text.includes(`![${name}][picture `));
    assert.equal(text.match(/^\[picture \d\]: data:image\/svg/gm)?.length, 4);
  });

  it('what rank and λ were chosen by is a curve, with the choice marked in its table, saved as a picture', async () => {
    await stage.open('ratings', 'choice');
    await stage.page.getByRole('img', { name: /^Mean squared error at held-out cells/ }).waitFor();
    const chosen = stage.page.getByRole('table', { name: 'Settings that were tried' }).locator('tr[aria-current]');
    assert.equal(await chosen.count(), 1);
    await stage.page.locator('.chart').click({ button: 'right' });
    await stage.page.getByRole('menuitem', { name: 'Save picture as PNG' }).click();
    assert.equal((await stage.askOf('saveFile')).name, 'tried.png');
  });
});
