import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../host/eventually';
import { writeRatings } from './ratingsFile';
import { stage } from './setup';
import type { Workbench } from './workbench';

type Panel = ReturnType<Workbench['panelFrame']>;

const unseen = /RMSE [\d.]+ on [\d,]+ unseen/;
const film = /^[A-Z][a-z]+ [A-Z][a-z]+$/;

/** Right-clicks on the ratings, and waits for their columns to be shown. */
async function askToTrain(workbench: Workbench): Promise<void> {
  await workbench.contextMenu(workbench.explorerItem('ratings.csv'), 'Train Recommender…');
  await workbench.page.getByRole('option', { name: /Id.*taken for the item/ }).waitFor();
}

/** Trains on the columns as they are shown. */
async function train(workbench: Workbench): Promise<void> {
  await askToTrain(workbench);
  await workbench.page.keyboard.press('Enter');
}

/** Chooses user 7 among the recommendations, and waits for titles. */
async function recommendForSeven(panel: Panel): Promise<string[]> {
  await panel.getByRole('tab', { name: 'Recommendations', exact: true }).click();
  const box = panel.getByRole('combobox');
  await box.click();
  await box.pressSequentially('7');
  await panel.getByRole('option', { name: '7', exact: true }).click();
  await panel.getByRole('cell', { name: film }).first().waitFor();
  return panel.getByRole('cell', { name: film }).allInnerTexts();
}

describe('journeys with ratings and results', () => {
  const { open } = stage();

  it('from a ratings file to recommendations with titles, to a model kept beside it, opened by a double click', async () => {
    const workbench = await open(null);
    await askToTrain(workbench);
    await workbench.screenshot('train-0-columns');
    await workbench.page.keyboard.press('Enter');
    const panel = workbench.panelFrame();
    await panel.getByText(unseen).first().waitFor({ timeout: 60_000 });
    await workbench.screenshot('train-1');
    await panel.getByRole('tab', { name: 'Training', exact: true }).click();
    await panel.locator('factorize-curve svg').first().waitFor();
    await panel.getByText('held-out ratings', { exact: true }).waitFor();
    await workbench.screenshot('train-3-curve');
    const recommended = await recommendForSeven(panel);
    assert.equal(recommended.length, 10);
    await workbench.screenshot('train-2-recommendations');

    await panel.getByRole('button', { name: /More$/ }).click();
    await panel.getByRole('menuitem', { name: 'Save model as…' }).click();
    const name = workbench.page.locator('.quick-input-widget:visible input[type="text"]');
    await eventually('a name for the model', async () =>
      assert.match(await name.inputValue(), /ratings\.safetensors$/),
    );
    await workbench.screenshot('train-5-save');
    await name.press('Enter');
    await workbench.explorerItem('ratings.safetensors').dblclick();
    await workbench.page.locator('.tab.active[data-resource-name="ratings.safetensors"]').waitFor();
    await panel.getByRole('heading', { name: 'ratings.safetensors' }).waitFor();
    await panel.getByText(/Trained before by Bayesian factorization with rank 8/).waitFor();
    assert.deepEqual(await recommendForSeven(panel), recommended);
    await workbench.screenshot('train-6-opened');
    await panel.getByRole('tab', { name: 'Training', exact: true }).click();
    await panel.getByText('This is the training that the model was kept from.').waitFor();
    await panel.locator('factorize-curve svg').first().waitFor();
    await panel
      .getByRole('columnheader', { name: /iteration/i })
      .first()
      .waitFor();
    const runs = panel.getByRole('group', { name: 'Runs on this data' });
    await runs.getByText('ratings.safetensors (shown)').waitFor();
    await runs.getByRole('checkbox', { disabled: false }).check();
    await workbench.screenshot('train-7-opened-curve');
  });

  it('a training is there again after the window is reloaded, and still recommends', async () => {
    const workbench = await open(null);
    await workbench.openFile('1-predict-ratings.md');
    await train(workbench);
    const panel = workbench.panelFrame();
    const error = panel.getByText(unseen).first();
    await error.waitFor({ timeout: 60_000 });
    const trained = await panel.locator('.summary').innerText();
    await panel.getByRole('tab', { name: 'Recommendations', exact: true }).click();
    await workbench.reloadWindow();
    await error.waitFor({ timeout: 30_000 });
    // Of a second training the seconds at least would differ.
    assert.equal(await panel.locator('.summary').innerText(), trained);
    await panel.getByRole('tabpanel', { name: 'Recommendations' }).waitFor();
    await recommendForSeven(panel);
    await workbench.screenshot('train-4-reloaded');
  });

  it('rank and regularization are searched for, and the Training view has the curve and the table', async () => {
    const workbench = await open(null);
    await askToTrain(workbench);
    await workbench.page.getByRole('option', { name: /Search rank and regularization/ }).click();
    const panel = workbench.panelFrame();
    await panel.getByText(unseen).first().waitFor({ timeout: 100_000 });
    await panel.getByRole('tab', { name: 'Training', exact: true }).click();
    const tried = panel.getByRole('table', { name: 'Settings that were tried' }).getByRole('row');
    await tried.first().waitFor();
    assert.ok((await tried.count()) > 3, 'more than two settings beneath the head');
    await panel.getByRole('cell', { name: 'taken', exact: true }).waitFor();
    const chart = panel.locator('section[aria-label="Search for rank and regularization"] svg');
    await chart.first().waitFor();
    await chart.first().scrollIntoViewIfNeeded();
    await workbench.screenshot('steered-9-searched');
  });

  it('the Factorize view welcomes when it is empty, then lists results to inspect and to remove', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.openView('Factorize');
    await workbench.page.getByText('Nothing has been factored since this window opened').waitFor();
    await workbench.screenshot('tree-1-empty');
    await workbench.lens('Predict 3 missing').click();
    await workbench.treeItem('R').waitFor();
    await workbench.panelFrame().getByRole('heading', { name: 'R', exact: true }).waitFor();
    await workbench.screenshot('tree-2');
    const items = await workbench.treeItems();
    assert.ok(
      items.some((item) => item.includes('1-predict-ratings.md')),
      items.join(' | '),
    );
    await workbench.treeItem('R').hover();
    await workbench.treeItem('R').getByRole('button', { name: 'Remove' }).click();
    await workbench.page.getByText('Nothing has been factored since this window opened').waitFor();
    await eventually('no ghost value', async () => assert.deepEqual(await workbench.inlayHints(), []));
  });
});

describe('journeys of a training that is steered', () => {
  const { open, folder } = stage({ 'factorize.train.rank': 48 });
  const ratings = (): string => path.join(folder(), 'ratings.csv');

  it('cut off by a reload it is tried again, and ended early it keeps the best model so far', async () => {
    const workbench = await open(null);
    await workbench.openFile('1-predict-ratings.md');
    writeRatings(ratings(), 4000, 900, 60);
    await train(workbench);
    const panel = workbench.panelFrame();
    const running = panel.getByText(/Training, \d+ of 100/);
    await running.waitFor({ timeout: 60_000 });
    await workbench.screenshot('steered-1-running');
    await workbench.reloadWindow();
    await panel.getByText('The training ended when the window was reloaded.').waitFor({ timeout: 30_000 });
    await workbench.screenshot('steered-2-reloaded');
    await panel.getByRole('button', { name: 'Try again' }).click();
    await running.waitFor({ timeout: 60_000 });
    await panel.getByRole('button', { name: 'Stop' }).click();
    await panel.getByText(unseen).first().waitFor({ timeout: 60_000 });
    await panel.getByText(/The training ended early, with the best model until then/).waitFor();
    await workbench.screenshot('steered-3-ended');
  });

  it('lines that cannot be read are skipped when asked, and the first ten are listed', async () => {
    const workbench = await open(null);
    const lines = fs.readFileSync(ratings(), 'utf8').split('\n');
    const broken = lines.map((line, at) => (at > 0 && at <= 24 && at % 2 === 0 ? `${line.split(',')[0]},,4` : line));
    fs.writeFileSync(ratings(), broken.join('\n'));
    await train(workbench);
    const panel = workbench.panelFrame();
    await panel.getByRole('alert').waitFor();
    await workbench.screenshot('steered-4-broken');
    const told = await workbench.notification(/Line 3 has no item/);
    await workbench.screenshot('steered-5-told');
    await told.getByRole('button', { name: 'Skip such lines' }).click();
    await panel.getByText(unseen).first().waitFor({ timeout: 60_000 });
    await panel.getByText('12 lines were skipped.').waitFor();
    await panel.getByText('Lines skipped: 12').click();
    await panel.getByText('Line 21 has no item.').waitFor();
    await panel.getByText('and 2 more.').waitFor();
    await workbench.screenshot('steered-6-skipped');
  });

  it('columns are changed before, by hand: users and items exchanged', async () => {
    const workbench = await open(null);
    await askToTrain(workbench);
    await workbench.page.getByRole('option', { name: /userId/ }).click();
    await workbench.page.getByText('What is in userId?').waitFor();
    await workbench.screenshot('steered-7-column');
    await workbench.pick('item');
    await workbench.page.getByRole('option', { name: /userId.*taken for the item/ }).waitFor();
    await workbench.page.getByRole('option', { name: /filmId.*taken for the user/ }).waitFor();
    await workbench.screenshot('steered-8-exchanged');
    await workbench.page.keyboard.press('Enter');
    const panel = workbench.panelFrame();
    await panel.getByText('60 users × 250 items').waitFor({ timeout: 60_000 });
  });
});
