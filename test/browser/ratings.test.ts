import assert from 'node:assert/strict';
import { eventually } from '../host/eventually';
import { stage } from './setup';

describe('journeys with ratings and results', () => {
  const { open } = stage();

  it('Train Recommender from the explorer: held-out error, and recommendations for a user', async () => {
    const workbench = await open(null);
    await workbench.contextMenu(workbench.explorerItem('ratings.csv'), 'Train Recommender…');
    await workbench.page.getByRole('option', { name: /filmId.*item/ }).waitFor();
    await workbench.screenshot('train-0-columns');
    await workbench.page.keyboard.press('Enter');
    const panel = workbench.panelFrame();
    await panel
      .getByText(/RMSE [\d.]+ on [\d,]+ unseen/)
      .first()
      .waitFor({ timeout: 60_000 });
    await workbench.screenshot('train-1');
    await panel.getByRole('tab', { name: 'Recommendations', exact: true }).click();
    const box = panel.getByRole('combobox');
    await box.click();
    await box.pressSequentially('7');
    await panel.getByRole('option', { name: '7', exact: true }).click();
    await panel
      .getByRole('cell', { name: /^[A-Z][a-z]+ [A-Z][a-z]+$/ })
      .first()
      .waitFor();
    await workbench.screenshot('train-2-recommendations');
    await panel.getByRole('tab', { name: 'Training', exact: true }).click();
    await panel.locator('factorize-curve svg').first().waitFor();
    await workbench.screenshot('train-3-curve');
  });

  it('a training is there again after the window is reloaded, and still recommends', async () => {
    const workbench = await open(null);
    await workbench.openFile('1-predict-ratings.md');
    await workbench.contextMenu(workbench.explorerItem('ratings.csv'), 'Train Recommender…');
    await workbench.page.getByRole('option', { name: /filmId.*item/ }).waitFor();
    await workbench.page.keyboard.press('Enter');
    const panel = workbench.panelFrame();
    const error = panel.getByText(/RMSE [\d.]+ on [\d,]+ unseen/).first();
    await error.waitFor({ timeout: 60_000 });
    const trained = await panel.locator('.summary').innerText();
    await panel.getByRole('tab', { name: 'Recommendations', exact: true }).click();
    await workbench.runCommand('Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await workbench.ready();
    await error.waitFor({ timeout: 30_000 });
    // Of a second training the seconds at least would differ.
    assert.equal(await panel.locator('.summary').innerText(), trained);
    await panel.getByRole('tabpanel', { name: 'Recommendations' }).waitFor();
    const box = panel.getByRole('combobox');
    await box.click();
    await box.pressSequentially('7');
    await panel.getByRole('option', { name: '7', exact: true }).click();
    await panel
      .getByRole('cell', { name: /^[A-Z][a-z]+ [A-Z][a-z]+$/ })
      .first()
      .waitFor();
    await workbench.screenshot('train-4-reloaded');
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
