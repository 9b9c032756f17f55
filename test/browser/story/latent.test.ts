// The latent space: its points pointed at, walked, gathered and saved.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../../host/eventually';
import { numberOf } from '../screen';
import { storyStage } from './stage';

describe('the latent space by mouse and by keyboard, on the story page', () => {
  const stage = storyStage();
  const textsOf = (of: Locator): Promise<readonly string[]> => of.allInnerTexts();
  const plane = (): Locator => stage.page.locator('.plane');
  const pair = (): Locator => stage.page.locator('.pair');
  const showAll = (): Locator => stage.button('Show all');

  /** Where the pointer finds a point, from the plane's upper left. */
  async function someplace(besides = ''): Promise<{ x: number; y: number }> {
    const { x, y, width, height } = (await plane().boundingBox())!;
    for (let step = 0; step < 160; step++) {
      const [across, up] = [(step % 16) - 8, Math.floor(step / 16) - 5];
      const at = { x: x + width / 2 + 17 * across, y: y + height / 2 + 17 * up };
      await stage.page.mouse.move(at.x, at.y);
      await stage.page.waitForTimeout(40);
      const text = await pair().innerText();
      if (/, a (row|column), at /.test(text) && (besides === '' || !text.startsWith(besides))) return at;
    }
    return assert.fail('There is no point near the middle.');
  }

  it('says that there is nothing to draw where no factor is left: it read for ever', async () => {
    await stage.open('vast', 'latent');
    await stage.page.getByText('This result has no factors that rows and columns could be placed by.').waitFor();
  });

  it('has its points chosen, panned, zoomed and gathered by the mouse', async () => {
    await stage.open('ratings', 'latent');
    const { mouse, keyboard } = stage.page;
    const at = await someplace();
    const name = (await pair().innerText()).split(', a ')[0]!;
    await mouse.click(at.x, at.y);
    const nearest = stage.page.getByRole('table', { name: `Nearest to ${name}` });
    const cosines = (await textsOf(nearest.locator('td'))).map(numberOf);
    assert.ok(cosines.length > 3);
    cosines.forEach((cosine, i) => assert.ok(Math.abs(cosine) <= 1 && (i === 0 || cosine <= cosines[i - 1]!)));
    assert.equal(await stage.isOff(showAll()), true);
    await mouse.move(at.x, at.y);
    await mouse.down();
    await mouse.move(at.x + 60, at.y + 30, { steps: 4 });
    await mouse.up();
    await eventually('a pan', async () => assert.equal(await stage.isOff(showAll()), false));
    await mouse.move(at.x + 1, at.y + 1);
    await mouse.move(at.x + 60, at.y + 30);
    await stage.says(pair(), new RegExp(`^${name}, a `));
    await mouse.wheel(0, -300);
    await stage.says(pair(), new RegExp(`^${name}, a `));
    await showAll().click();
    await eventually('all of it', async () => assert.equal(await stage.isOff(showAll()), true));
    const { x, y, width, height } = (await plane().boundingBox())!;
    await keyboard.down('Shift');
    await mouse.move(x + 4, y + 4);
    await mouse.down();
    for (const [dx, dy] of [
      [width - 4, 4],
      [width - 4, height - 4],
      [4, height - 4],
    ] as const)
      await mouse.move(x + dx, y + dy, { steps: 3 });
    await mouse.up();
    await keyboard.up('Shift');
    await stage.says(stage.page.locator('.lasso'), /^27 points: /);
    await stage.button('Copy names').click();
    assert.equal((await stage.askOf('copyText')).text?.split('\n').length, 27);
    await stage.button('Clear').click();
    await stage.page.locator('.lasso').waitFor({ state: 'detached' });
  });

  it('has its points walked, compared, zoomed and shown in other factors by the keyboard', async () => {
    await stage.open('ratings', 'latent');
    await stage.tabTo(plane());
    await stage.press('ArrowRight');
    await stage.says(pair(), /, a (row|column), at /);
    const name = (await pair().innerText()).split(', a ')[0]!;
    await stage.press('Enter');
    await stage.page.getByRole('table', { name: `Nearest to ${name}` }).waitFor();
    await stage.press('ArrowLeft');
    await stage.says(pair(), new RegExp(`^${name} and .+° apart here, cosine −?[\\d.]+ in all 3 factors\\.`));
    await stage.press('+');
    await eventually('a zoom', async () => assert.equal(await stage.isOff(showAll()), false));
    await stage.press('0');
    await eventually('all of it', async () => assert.equal(await stage.isOff(showAll()), true));
    await stage.press('Control+ArrowLeft');
    await eventually('a pan', async () => assert.equal(await stage.isOff(showAll()), false));
    await stage.press('Escape');
    await stage.page.getByRole('table', { name: /^Nearest/ }).waitFor({ state: 'detached' });
    const before = await pair().innerText();
    await stage.page.keyboard.press('Shift+Tab');
    await stage.tabTo(stage.page.getByLabel('Across'));
    await stage.press('ArrowDown', 'ArrowDown');
    await eventually('another place', async () => assert.notEqual(await pair().innerText(), before));
  });

  it('is saved as pictures and as data, by its menu and by a right click', async () => {
    await stage.open('ratings', 'latent');
    await plane().click({ button: 'right' });
    await stage.page.getByRole('menuitem', { name: 'Save picture as SVG' }).click();
    const svg = String((await stage.askOf('saveFile')).content);
    // those of the key too
    assert.equal(svg.match(/<circle /g)?.length, 15 + 1);
    assert.equal(svg.match(/<polygon /g)?.length, 12 + 1);
    for (const name of [
      ...(await textsOf(stage.page.locator('.axis'))),
      ...(await textsOf(stage.page.locator('.key'))),
    ])
      assert.ok(svg.includes(`>${name.trim()}</text>`), `the picture has no ${name}`);
    assert.match(svg, />Rear Window<\/text>/);
    await stage.tabTo(stage.button('Latent space: Save'));
    const saveAs = (title: string): Locator => stage.page.getByRole('menuitem', { name: title });
    await stage.press('Enter');
    await saveAs('Save picture as SVG').and(stage.page.locator(':focus')).waitFor();
    await stage.press('End', 'Enter');
    const csv = await stage.askOf('saveFile', 2);
    assert.equal(csv.name, 'latent-space.csv');
    const lines = String(csv.content).trimEnd().split('\n');
    assert.equal(lines[0], 'side,name,factor 1,factor 2,factor 3');
    assert.equal(lines.length, 1 + 15 + 12);
    await stage.press('Enter');
    await saveAs('Save picture as SVG').and(stage.page.locator(':focus')).waitFor();
    await stage.press('ArrowDown', 'Enter');
    assert.equal((await stage.askOf('saveFile', 3)).name, 'latent-space.png');
  });
});
