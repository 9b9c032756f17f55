// Each view by the mouse, and by the keyboard alone: what changes on the page, and what it asks of the editor.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../../host/eventually';
import { numberOf } from '../screen';
import { storyStage } from './stage';

describe('views by mouse and by keyboard, on the story page', () => {
  const stage = storyStage();

  const grid = (name: string): Locator => stage.page.getByRole('grid', { name, exact: true });
  const textsOf = (of: Locator): Promise<readonly string[]> => of.allInnerTexts();
  const changes = (what: string, before: unknown, now: () => Promise<unknown>): Promise<void> =>
    eventually(`another ${what}`, async () => assert.notDeepEqual(await now(), before));

  describe('factors', () => {
    const firstColumn = async (): Promise<readonly number[]> =>
      (await textsOf(grid('U').locator('[role=gridcell][aria-colindex="2"]'))).map(numberOf);

    it('are sorted by a factor with a click, and back in their order with the third', async () => {
      await stage.open('ratings', 'factors');
      const before = await firstColumn();
      const head = grid('U').getByRole('columnheader').first();
      await head.click();
      await grid('U').locator('[aria-sort=descending]').waitFor();
      assert.deepEqual(
        await firstColumn(),
        before.toSorted((a, b) => b - a),
      );
      await head.click();
      await head.click();
      await eventually('the order of before', async () => assert.deepEqual(await firstColumn(), before));
    });

    it('are sorted, cleared of small cells and copied by the keyboard', async () => {
      await stage.open('ratings', 'factors');
      const hidden = grid('U').getByRole('gridcell').getByText('·', { exact: true });
      await stage.tabTo(stage.page.getByRole('slider', { name: 'Hide cells' }));
      assert.equal(await hidden.count(), 0);
      for (let i = 0; i < 20; i++) await stage.press('ArrowRight');
      await eventually('hidden cells', async () => assert.ok((await hidden.count()) > 5));
      const shown = (await textsOf(grid('U').getByRole('gridcell'))).filter((text) => text !== '·');
      const largest = Math.max(...shown.map((text) => Math.abs(numberOf(text))));
      for (const text of shown) assert.ok(Math.abs(numberOf(text)) >= 0.2 * largest * (1 - 1e-3), text);
      await stage.tabTo(grid('U'));
      await stage.press('Control+Home', 'ArrowUp', 'Enter');
      await grid('U').locator('[aria-sort=descending]').waitFor();
      await stage.press('ArrowDown', 'Control+c');
      assert.equal(Number((await stage.askOf('copyText')).text).toPrecision(3), largest.toPrecision(3));
    });
  });

  describe('the reconstruction', () => {
    const cells = (name: string): Promise<readonly string[]> => textsOf(grid(name).getByRole('gridcell'));

    it('follows the rank slider, whose sentence says what a factor explains', async () => {
      await stage.open('components', 'reconstruction');
      const slider = stage.page.getByRole('slider', { name: 'Factors' });
      await slider.waitFor();
      const before = await cells('Reconstruction');
      const box = (await slider.boundingBox())!;
      await stage.page.mouse.click(box.x + 0.5 * box.width, box.y + box.height / 2);
      await changes('reconstruction', before, () => cells('Reconstruction'));
      await eventually('what the factor explains', async () =>
        assert.match(
          (await slider.getAttribute('aria-valuetext')) ?? '',
          /^[1-5] of 6\. PC\d explains [\d.]+% of what means leave/,
        ),
      );
      await stage.tabTo(slider);
      await stage.press('End');
      await eventually('all factors', async () => assert.deepEqual(await cells('Reconstruction'), before));
      await stage.press('Home');
      await stage.page.getByText('Before any factor: relative residual').waitFor();
    });

    it('shows the cell under the pointer in all grids, and selects the one that is clicked in the text', async () => {
      await stage.open('ratings', 'reconstruction');
      await grid('Original').locator('#c1-2').click();
      assert.deepEqual((await stage.askOf('selectCell')).cell, { row: 1, column: 2 });
      for (const name of ['Reconstruction', 'Residual']) await grid(name).locator('#c1-2.hovered').waitFor();
      await grid('Original').locator('#c3-4').hover();
      await grid('Residual').locator('#c3-4.hovered').waitFor();
      assert.equal(await grid('Residual').locator('.hovered').count(), 1);
    });

    it('is one grid or three by the keys, and its cells are walked and selected', async () => {
      await stage.open('ratings', 'reconstruction');
      await stage.tabTo(stage.page.getByRole('radiogroup').getByRole('radio', { checked: true }));
      assert.equal(await stage.page.getByRole('grid').count(), 3);
      await stage.press('ArrowRight');
      await eventually('one grid', async () => assert.equal(await stage.page.getByRole('grid').count(), 1));
      await stage.tabTo(grid('Original'));
      await stage.press('Control+Home', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter');
      assert.deepEqual((await stage.askOf('selectCell')).cell, { row: 2, column: 1 });
    });
  });

  describe('the spectrum', () => {
    it('is drawn by decades or evenly, as the box says, by mouse and by key', async () => {
      await stage.open('field', 'spectrum');
      const box = stage.page.getByRole('checkbox');
      const ticks = (): Promise<readonly string[]> => textsOf(stage.page.locator('.chart svg text'));
      await stage.page.locator('.chart svg').waitFor();
      const logarithmic = await ticks();
      await box.click();
      await changes('scale', logarithmic, ticks);
      assert.equal(await stage.page.getByText('(logarithmic)').count(), 0);
      await stage.tabTo(box);
      await stage.press('Space');
      await eventually('the decades', async () => assert.deepEqual(await ticks(), logarithmic));
    });

    it('lists what each rank keeps, never less than the rank before, and marks the rank that was kept', async () => {
      await stage.open('field', 'spectrum');
      const rows = stage.page.locator('factorize-app tbody tr');
      const kept = (await textsOf(rows.locator('td:nth-child(4)'))).map((text) => Number.parseFloat(text));
      assert.ok(kept.length > 10);
      kept.forEach((share, i) => assert.ok(i === 0 || share >= kept[i - 1]!));
      const marked = await stage.page.locator('tr[aria-current] td').first().innerText();
      await stage.says(stage.page.locator('.lead'), new RegExp(`^Rank ${marked.replace('✓', '').trim()}:`));
    });
  });

  describe('recommendations', () => {
    const items = (): Locator => stage.page.getByRole('region', { name: 'Recommended items' }).locator('tbody tr');

    it('are asked for by a click on a user, and lead to items alike', async () => {
      await stage.open('train', 'recommendations');
      await stage.page.getByRole('combobox', { name: 'User' }).click();
      await stage.page.getByRole('option').nth(1).click();
      await stage.says(stage.page.locator('.result'), /^For user 599: 248 ratings trained on/);
      assert.deepEqual((await stage.askOf('recommend')).asker, { user: '599' });
      const values = (await textsOf(items().locator('td.number'))).map(Number);
      assert.deepEqual(
        values,
        values.toSorted((a, b) => b - a),
      );
      await items().nth(1).getByRole('button').click();
      await stage.says(
        stage.page.getByRole('region', { name: 'Similar items' }),
        /^Like Casablanca \(1942\) \(88 ratings/,
      );
      const alike = stage.page.getByRole('region', { name: 'Similar items' }).locator('tbody tr');
      assert.equal(await alike.count(), 3);
      await stage.page.getByRole('spinbutton', { name: 'Ratings at least' }).fill('48');
      await stage.press('Enter');
      await eventually('two items with so many ratings', async () => assert.equal(await alike.count(), 2));
      assert.equal((await stage.askOf('similar', 2)).atLeast, 48);
    });

    it('follow what somebody rates, by the keyboard alone', async () => {
      await stage.open('train', 'recommendations');
      await stage.tabTo(stage.page.getByRole('radio', { name: 'A user' }));
      await stage.press('ArrowRight');
      await stage.tabTo(stage.page.getByRole('combobox', { name: 'Item to rate' }));
      await stage.page.keyboard.type('ra');
      await stage.page.getByRole('option').first().waitFor();
      await stage.press('ArrowDown', 'Enter');
      assert.deepEqual((await stage.askOf('recommend')).asker, { ratings: [{ item: '102', rating: 5 }] });
      const rating = stage.page.getByRole('spinbutton', { name: /^Your rating of/ });
      await stage.tabTo(rating);
      await stage.press('ArrowDown', 'Tab');
      assert.deepEqual((await stage.askOf('recommend', 2)).asker, { ratings: [{ item: '102', rating: 4 }] });
      await stage.says(stage.page.locator('.result'), /^By your 1 rating; what you have rated is left out/);
      await stage.tabTo(stage.button(/^Remove/));
      await stage.press('Enter');
      await stage.says(stage.page.locator('.result'), /^Rate an item/);
      assert.equal(await items().count(), 0);
    });
  });

  describe('steps', () => {
    const at = (): Locator => stage.page.locator('.place');
    const matrices = (): Promise<readonly string[]> => textsOf(stage.page.locator('factorize-steps table'));

    it('go forward and back by clicks, and are copied as LaTeX', async () => {
      await stage.open('steps', 'steps');
      const first = await matrices();
      await stage.button('Forward').click();
      await stage.says(at(), /^Step 2 of 5$/);
      await changes('step', first, matrices);
      assert.ok((await stage.page.locator('td.changed').count()) > 0);
      await stage.button('Copy step as LaTeX').click();
      assert.equal((await stage.askOf('copySteps')).step, 1);
      await stage.says(stage.page.locator('footer'), /^Copied step 2 as LaTeX\.$/);
      await stage.button('Back').click();
      await eventually('the first step', async () => assert.deepEqual(await matrices(), first));
      assert.equal(await stage.isOff(stage.button('Back')), true);
    });

    it('have fractions with a bar, which are read and found as they are typed', async () => {
      await stage.open('fractions', 'steps');
      await stage.button('Forward').click();
      await stage.button('Forward').click();
      await stage.says(at(), /^Step 3 of /);
      const fraction = stage.page.locator('factorize-steps mfrac').first();
      const typed = (await fraction.locator('mn').allTextContents()).join('/');
      assert.match(typed, /^\d+\/\d+$/);
      await stage.press('Control+f');
      await stage.page.getByRole('textbox', { name: 'Find' }).fill(typed);
      await stage.says(stage.page.getByRole('search').getByRole('status'), /^1 of \d+$/);
      // narrow, a matrix scrolls by itself, and the page does not
      await stage.page.setViewportSize({ width: 300, height: 900 });
      await eventually('the page to keep its width', async () =>
        assert.ok((await stage.page.evaluate<number>('document.documentElement.scrollWidth')) <= 300),
      );
    });

    it('go forward and back by the arrows, to the end and to the start', async () => {
      await stage.open('steps', 'steps');
      const first = await matrices();
      await stage.tabTo(stage.button('Forward'));
      await stage.press('ArrowRight', 'ArrowRight');
      await stage.says(at(), /^Step 3 of 5$/);
      await stage.press('End');
      await stage.says(at(), /^Step 5 of 5$/);
      await stage.press('Home');
      await eventually('the first step', async () => assert.deepEqual(await matrices(), first));
      await stage.tabTo(stage.button('Copy all as LaTeX'));
      await stage.press('Enter');
      assert.equal((await stage.askOf('copySteps')).step, 'all');
    });
  });

  describe('the program', () => {
    const program = (): Locator => stage.page.locator('pre');

    it('is written for the library that is clicked, copied, and opened in the editor', async () => {
      await stage.open('ratings', 'code');
      await stage.says(program(), /^import numpy/);
      await stage.page.getByRole('radio', { name: 'PyTorch' }).click();
      await stage.says(program(), /^import pytorch/);
      await stage.button('Copy').click();
      assert.equal((await stage.askOf('copyText')).text, await program().textContent());
      await stage.button('Open in editor').click();
      assert.equal((await stage.askOf('openText')).text, await program().textContent());
    });

    it('is written for the library that the arrows choose, and scrolled by the keys', async () => {
      await stage.open('ratings', 'code');
      await stage.says(program(), /^import numpy/);
      await stage.tabTo(stage.page.getByRole('radio', { name: 'NumPy' }));
      await stage.press('ArrowRight');
      await stage.says(program(), /^import pytorch/);
      await stage.tabTo(stage.button('Copy'));
      await stage.press('Enter');
      assert.match((await stage.askOf('copyText')).text ?? '', /^import pytorch/);
      await stage.tabTo(program());
    });
  });

  describe('comparing', () => {
    it('begins where a result is pinned by the keyboard, and ends where it is unpinned', async () => {
      await stage.open('ratings', 'factors');
      assert.equal(await stage.tab('Compare').count(), 0);
      await stage.tabTo(stage.button('More to do with the result: More'));
      await stage.press('Enter');
      await stage.page.getByRole('menuitem', { name: 'Copy as report' }).and(stage.page.locator(':focus')).waitFor();
      await stage.press('End', 'Enter');
      await stage.tab('Compare').waitFor();
      await stage.tabTo(stage.tab('Factors'));
      await stage.press('End');
      await stage.page.getByText('This is the pinned result').waitFor();
      await stage.tabTo(stage.button('Unpin'));
      await stage.press('Enter');
      await eventually('no comparison', async () => assert.equal(await stage.tab('Compare').count(), 0));
    });

    it('shows both results and how far apart they are, by the mouse', async () => {
      await stage.open('compared', 'factors');
      await stage.tab('Compare').click();
      const table = stage.page.getByRole('table', { name: 'The pinned result and this one' });
      assert.deepEqual(await textsOf(table.locator('tr', { hasText: 'Method' }).locator('td')), [
        'Alternating least squares, rank 3',
        'Alternating least squares, rank 3',
      ]);
      await stage.page.getByText('Both reconstructions are the same, to the last digit.').waitFor();
      assert.equal(await grid('Difference').count(), 0);
      await stage.button('Unpin').click();
      await table.waitFor({ state: 'detached' });
    });
  });

  describe('what was set in the views', () => {
    it('is there after the page was left for another tab, made narrow and loaded anew', async () => {
      await stage.open('components', 'reconstruction');
      const slider = (): Locator => stage.page.getByRole('slider', { name: 'Factors' });
      const rank = /^2 of \d+/;
      await slider().focus();
      await stage.press('Home', 'ArrowRight', 'ArrowRight');
      const holds = (): Promise<void> =>
        eventually('rank 2', async () => assert.match((await slider().getAttribute('aria-valuetext')) ?? '', rank));
      await holds();
      await stage.tab('Latent space').click();
      await stage.page.locator('.plane').focus();
      await stage.press('+');
      await eventually('a zoom', async () => assert.equal(await stage.isOff(stage.button('Show all')), false));
      await stage.tab('Reconstruction').click();
      await holds();
      await stage.page.setViewportSize({ width: 300, height: 500 });
      await holds();
      await stage.page.reload();
      await stage.page.getByRole('tabpanel', { name: 'Reconstruction' }).waitFor();
      await holds();
      await stage.tab('Latent space').click();
      await eventually('the zoom', async () => assert.equal(await stage.isOff(stage.button('Show all')), false));
    });

    const again = async (tab: string): Promise<void> => {
      await stage.page.reload();
      await stage.page.getByRole('tabpanel', { name: tab }).waitFor();
    };

    it('of recommendations is there again: the user, and then what somebody has rated', async () => {
      await stage.open('train', 'recommendations');
      const user = (): Locator => stage.page.getByRole('combobox', { name: 'User' });
      await user().click();
      await stage.page.getByRole('option').nth(1).click();
      await stage.says(stage.page.locator('.result'), /^For user 599:/);
      await again('Recommendations');
      await stage.says(stage.page.locator('.result'), /^For user 599:/);
      assert.equal(await user().inputValue(), '599');
      await stage.page.getByRole('radio', { name: 'Rate a few and see' }).click();
      await stage.page.getByRole('combobox', { name: 'Item to rate' }).fill('ra');
      await stage.page.getByRole('option').first().click();
      await stage.says(stage.page.locator('.result'), /^By your 1 rating;/);
      await again('Recommendations');
      await stage.says(stage.page.locator('.result'), /^By your 1 rating;/);
      await stage.page.getByRole('spinbutton', { name: /^Your rating of/ }).waitFor();
      await stage.page.getByRole('radio', { name: 'A user' }).click();
      await stage.says(stage.page.locator('.result'), /^For user 599:/);
    });

    it('of factors, missing cells, points and steps is there again: order, hidden cells, chosen ones, a place', async () => {
      await stage.open('ratings', 'factors');
      const hiding = stage.page.getByRole('slider', { name: 'Hide cells' });
      await stage.tabTo(hiding);
      await stage.press('ArrowRight', 'ArrowRight', 'ArrowRight');
      await grid('U').getByRole('columnheader').first().click();
      await again('Factors');
      await grid('U').locator('[aria-sort=descending]').waitFor();
      assert.match((await hiding.getAttribute('aria-valuetext')) ?? '', /^below 3% /);

      await stage.tab('Missing cells').click();
      await stage.page.locator('factorize-missing tbody').getByRole('checkbox').nth(1).click();
      await stage.button('Fill 1 chosen').waitFor();
      await again('Missing cells');
      await stage.button('Fill 1 chosen').waitFor();
      assert.equal(
        await stage.page.locator('factorize-missing tbody').getByRole('checkbox', { checked: true }).count(),
        1,
      );

      await stage.tab('Latent space').click();
      await stage.tabTo(stage.page.locator('.plane'));
      await stage.press('ArrowRight', 'Enter');
      const nearest = stage.page.getByRole('table', { name: /^Nearest to / });
      const name = await nearest.locator('caption').innerText();
      await again('Latent space');
      await eventually('the same point', async () => assert.equal(await nearest.locator('caption').innerText(), name));

      await stage.close();
      await stage.open('steps', 'steps');
      await stage.tabTo(stage.button('Forward'));
      await stage.press('ArrowRight', 'ArrowRight');
      await again('Steps');
      await stage.says(stage.page.locator('.place'), /^Step 3 of 5$/);
    });

    it('was told to the editor at every step of a slider, and is told by as few words as there are answers', async () => {
      await stage.open('wide', 'reconstruction');
      await stage.page.getByRole('slider', { name: 'Factors' }).waitFor();
      const told = 'window.asked.filter(({ ask }) => ask === "remember")';
      const before = await stage.page.evaluate<number>(`${told}.length`);
      await stage.page.evaluate(`{
        const app = document.querySelector('factorize-app').shadowRoot;
        const slider = app.querySelector('factorize-reconstruction').shadowRoot.querySelector('#rank');
        for (let rank = 150; rank > 100; rank--) {
          slider.value = String(rank);
          slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
        }
      }`);
      await eventually('the last to be told', async () => {
        const last: string = await stage.page.evaluate(`${told}.at(-1).memory`);
        assert.match(last, /"rank":101/);
      });
      assert.equal(await stage.page.evaluate(`${told}.length`), before + 2);
    });
  });
});
