import assert from 'node:assert/strict';
import { eventually } from '../host/eventually';
import { stage } from './setup';
import type { Workbench } from './workbench';

/** The tab of the panel where it is an editor. */
const editorTab = (workbench: Workbench) => workbench.page.locator('.tab[data-resource-name^="webview-factorize"]');

/** Chooses the tab of missing cells, and sets its order and its filter. */
async function setView(workbench: Workbench): Promise<void> {
  const panel = workbench.panelFrame();
  await panel.getByRole('tab', { name: 'Missing cells', exact: true }).click();
  await panel.getByRole('button', { name: 'Value' }).click();
  await panel.getByRole('searchbox').fill('row 3');
}

/** Waits until the page stands somewhere with what `setView` has set. */
async function viewIsKept(workbench: Workbench): Promise<void> {
  const missing = workbench.panelFrame().getByRole('tabpanel', { name: 'Missing cells' });
  // In a narrow page the heads of the columns are not shown.
  const head = missing.locator('th[aria-sort=descending]').filter({ hasText: 'Value' });
  await head.waitFor({ state: 'attached', timeout: 30_000 });
  assert.equal(await missing.getByRole('searchbox').inputValue(), 'row 3');
}

describe('journeys of the panel from place to place', () => {
  const { open } = stage();

  it('moves into the side bar and the panel below, is hidden, comes back after a reload, and goes back beside the text', async () => {
    const workbench = await open(null);
    await workbench.openFile('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    await setView(workbench);

    await editorTab(workbench).hover();
    await workbench.page.getByRole('button', { name: 'Show in Side Bar' }).first().click();
    await editorTab(workbench).waitFor({ state: 'detached' });
    await viewIsKept(workbench);
    await workbench.screenshot('place-1-side-bar');

    // What happens to the text is shown here now, and the focus stays in the text.
    await workbench.placeCursor('5 & 3');
    await workbench.page.keyboard.press('Control+Alt+f');
    await workbench.panelFrame().getByRole('tab', { name: 'Reconstruction', exact: true }).click();
    await workbench.placeCursor('2 & 5');
    await workbench.panelFrame().getByRole('gridcell', { selected: true, name: /^2$/ }).waitFor();
    await workbench.screenshot('place-2-marked');
    await workbench.panelFrame().getByRole('tab', { name: 'Missing cells', exact: true }).click();

    await workbench.openView('Explorer');
    await workbench.page.locator('iframe.webview:visible').waitFor({ state: 'detached' });
    await workbench.openView('Factorization');
    await viewIsKept(workbench);

    await workbench.runCommand('View: Move View');
    await workbench.pick('Factorization');
    await workbench.pick('New Panel Entry');
    await workbench.page
      .locator('.part.panel .composite.title')
      .filter({ hasText: /Factorization/i })
      .waitFor();
    await viewIsKept(workbench);
    await workbench.screenshot('place-3-below');

    await workbench.reloadWindow();
    await viewIsKept(workbench);

    await workbench.runCommand('Factorize: Show beside the Text');
    await editorTab(workbench).waitFor();
    await viewIsKept(workbench);
    await eventually('one page', async () => assert.equal(await workbench.page.locator('iframe.webview').count(), 1));
    await workbench.screenshot('place-4-beside');
  });

  it('as a view comes back also where the address names the file to open, with which VS Code restores no editors', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    await setView(workbench);
    await workbench.runCommand('Factorize: Show in Side Bar');
    await editorTab(workbench).waitFor({ state: 'detached' });
    await viewIsKept(workbench);
    await workbench.reloadWindow();
    await viewIsKept(workbench);
    workbench.changeSettings({ 'factorize.panel.place': 'beside' });
  });
});
