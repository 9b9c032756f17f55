// Find in the panel's page, which is ours wherever the panel stands: by the keys of the editor, and by its buttons.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../../host/eventually';
import { storyStage } from './stage';

describe('find in the panel, on the story page', () => {
  const stage = storyStage();
  const bar = (): Locator => stage.page.getByRole('search');
  const field = (): Locator => bar().getByRole('textbox', { name: 'Find' });
  const says = (what: RegExp): Promise<void> => stage.says(bar().getByRole('status'), what);

  it('goes from one match to the next and back by the keys, round at the end, and gives the focus back', async () => {
    await stage.open('ratings', 'missing');
    await stage.tabTo(stage.tab('Missing cells'));
    // as VS Code hears them
    await stage.page.evaluate('window.heard = []; addEventListener("keydown", ({ key }) => heard.push(key))');
    await stage.press('Control+f');
    await stage.page.keyboard.type('rear window');
    await says(/^1 of \d+$/);
    const last = Number((await bar().getByRole('status').innerText()).split(' of ')[1]);
    await stage.press('Enter');
    await says(/^2 of /);
    await stage.press('Shift+Enter', 'Shift+Enter');
    await says(new RegExp(`^${last} of ${last}$`));
    await stage.press('F3');
    await says(/^1 of /);
    const marked = 'CSS.highlights.get("factorize-current").size + CSS.highlights.get("factorize-found").size';
    assert.equal(await stage.page.evaluate(marked), last);
    await stage.press('Escape');
    await bar().waitFor({ state: 'detached' });
    assert.equal(await stage.page.evaluate('CSS.highlights.size'), 0);
    const heard = await stage.page.evaluate<readonly string[]>('heard');
    for (const key of ['f', 'F3', 'Enter', 'Escape']) assert.ok(!heard.includes(key), `VS Code hears ${key}`);
    await stage.tab('Missing cells').and(stage.page.locator(':focus')).waitFor();
  });

  it('finds in a grid what is far out of sight, and scrolls to it', async () => {
    await stage.open('wide', 'reconstruction');
    const original = stage.page.getByRole('grid', { name: 'Original' });
    await original.getByRole('gridcell').first().waitFor();
    assert.equal(await original.locator('#h196').count(), 0);
    await stage.press('Control+f');
    await field().fill('197');
    await eventually('the last column to be marked', async () =>
      assert.equal(await stage.page.locator('.found.current').innerText(), '197'),
    );
    await original.locator('#h196.found').waitFor();
    await bar().getByRole('button', { name: 'Close' }).click();
    await eventually('no mark', async () => assert.equal(await stage.page.locator('.found').count(), 0));
  });

  it('marks in a grid every match that is seen, the current one otherwise, and counts as many', async () => {
    await stage.open('learning', 'reconstruction');
    const cells = stage.page.locator('[role=gridcell], [role=rowheader], [role=columnheader]');
    await cells.first().waitFor();
    await stage.press('Control+f');
    await field().fill('1');
    await says(/^1 of \d+$/);
    const texts = await cells.allInnerTexts();
    const having = texts.filter((text) => text.includes('1'));
    await eventually('every match to be marked', async () => {
      assert.deepEqual(await stage.page.locator('.found').allInnerTexts(), having);
      assert.ok((await stage.page.locator('.found.current').count()) <= 1);
    });
    const outside = await stage.page.evaluate<number>('CSS.highlights.get("factorize-found").size');
    const current = await stage.page.evaluate<number>('CSS.highlights.get("factorize-current")?.size ?? 0');
    await says(new RegExp(`^1 of ${having.length + outside + current}$`));
  });

  it('says that there is none, by the mouse', async () => {
    await stage.open('learning', 'training');
    await stage.press('Control+f');
    await field().fill('no such words');
    await says(/^No results$/);
    await field().fill('objective');
    await says(/^1 of /);
    await bar().getByRole('button', { name: 'Next match' }).click();
    await says(/^2 of /);
    await bar().getByRole('button', { name: 'Previous match' }).click();
    await says(/^1 of /);
  });
});
