import assert from 'node:assert/strict';
import { eventually } from '../host/eventually';
import { answerSteps, openLongRun } from './longRun';
import { stage } from './setup';
import type { Workbench } from './workbench';

/** The panel's tab of a name, chosen by a click. */
async function tab(workbench: Workbench, name: string): Promise<void> {
  await workbench.panelFrame().getByRole('tab', { name, exact: true }).click();
}

describe('journeys of the main job', () => {
  const there = stage();
  const { open } = there;

  it('lens, panel, hover, fill and undo', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('R · 3×3 · 3 missing').waitFor();
    await workbench.screenshot('main-1-lenses');
    await workbench.lens('Predict 3 missing').click();
    const panel = workbench.panelFrame();
    await panel.getByRole('heading', { name: 'R', exact: true }).waitFor();
    await eventually('three ghost values', async () => assert.equal((await workbench.inlayHints()).length, 3));
    await workbench.screenshot('main-2-panel');

    const hover = await workbench.hoverText('?', { inLine: '5 & 3' });
    await workbench.screenshot('main-3-hover');
    assert.match(hover, /Row 1, column 3: \d/);
    assert.match(hover, /·.* = \d/, 'the sum is written out, products and all');
    assert.match(hover, /Fill all 3/);
    await workbench.page.mouse.move(640, 2);

    for (const name of ['Reconstruction', 'Missing cells', 'Training', 'Factors']) {
      await tab(workbench, name);
      await panel.getByRole('tabpanel', { name }).waitFor();
      await workbench.page.waitForTimeout(400);
      await workbench.screenshot(`main-4-${name.toLowerCase().replace(' ', '-')}`);
    }

    await workbench.placeCursor('?', { inLine: '5 & 3' });
    await workbench.quickFix('Fill all 3 missing cells');
    await eventually('the cells to be filled', async () => {
      assert.doesNotMatch((await workbench.editorText()).slice(0, 400).replace(/`\?`/g, ''), /\? *(\\|&|\n)/);
    });
    await eventually('no ghost value beside what is filled', async () =>
      assert.deepEqual(await workbench.inlayHints(), []),
    );
    await workbench.screenshot('main-5-filled');
    await workbench.undo();
    await eventually('the marks to be back after one undo', async () => {
      assert.equal([...(await workbench.editorText()).matchAll(/^(5 & 3 & \?|4 & \? & 1|\? & 2 & 5)/gm)].length, 3);
    });
  });

  it('Factorize by the key, with the cursor in the matrix and the focus left in the text', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('R · 3×3').waitFor();
    await workbench.placeCursor('5 & 3');
    await workbench.page.keyboard.press('Control+Alt+f');
    await workbench.panelFrame().getByRole('heading', { name: 'R', exact: true }).waitFor();
    await workbench.typeText('1');
    await eventually('what is typed to reach the text', async () =>
      assert.match(await workbench.editorText(), /^15 & 3/m),
    );
  });

  it('a click on a cell in the panel selects it in the text, and the cursor marks its cell in the panel', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    await tab(workbench, 'Reconstruction');
    const panel = workbench.panelFrame();
    await panel.getByRole('gridcell', { name: /^4/ }).first().click();
    await workbench.page.locator('.monaco-editor .selected-text').first().waitFor();
    await panel.getByRole('gridcell', { selected: true, name: /^4$/ }).waitFor();
    await workbench.placeCursor('2 & 5');
    await panel.getByRole('gridcell', { selected: true, name: /^2$/ }).waitFor();
    await workbench.screenshot('main-6-marked');
  });

  it('reconstruct from two selected factors, and predict with them', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('U · 3×2').waitFor();
    await workbench.selectLines(20, 32);
    await workbench.runCommand('Factorize: Reconstruct from Factors');
    const panel = workbench.panelFrame();
    await tab(workbench, 'Reconstruction');
    await panel
      .getByRole('gridcell', { name: /^0\.77/ })
      .first()
      .waitFor();
    await panel
      .getByRole('gridcell', { name: /^0\.93/ })
      .first()
      .waitFor();
    await workbench.screenshot('reconstruct-1');
    await tab(workbench, 'Missing cells');
    await panel.getByText('1.2·0.1 + 0.5·1.3 = 0.77').waitFor();
    await workbench.placeCursor('Three people');
    await workbench.page.keyboard.press('Control+Home');
    assert.match(await workbench.hoverText('?', { inLine: '5 & 3' }), /1\.2·0\.1 \+ 0\.5·1\.3 = 0\.77/);
    await workbench.screenshot('reconstruct-2-hover');
  });

  it('a complete matrix: a decomposition with its reason, then Adam by choice, its loss drawn', async () => {
    const workbench = await open('2-factor-a-matrix.md');
    await workbench.lens('A · 4×2').waitFor();
    await workbench.placeCursor('A = \\begin');
    await workbench.runCommand('Factorize: Factorize');
    const panel = workbench.panelFrame();
    await panel.getByText(/^QR/).first().waitFor();
    await workbench.screenshot('method-1-auto');

    await workbench.runCommand('Factorize: Factorize with…');
    await workbench.pick('Adam');
    await answerSteps(workbench, ['2', '0.01', '5000']);
    await panel.getByText(/^Adam/).first().waitFor();
    await tab(workbench, 'Training');
    await panel.locator('factorize-curve svg').first().waitFor();
    await panel.getByRole('cell', { name: '5,000', exact: true }).waitFor();
    await workbench.screenshot('method-2-adam');
  });

  it('an edit makes predictions stale: none is shown from the old text, and small ones come anew', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    await eventually('ghost values', async () => assert.equal((await workbench.inlayHints()).length, 3));
    const before = await workbench.inlayHints();
    await workbench.placeCursor('5 & 3');
    await workbench.page.keyboard.press('Delete');
    await workbench.typeText('1');
    await eventually('other ghost values', async () => {
      const now = await workbench.inlayHints();
      assert.equal(now.length, 3);
      assert.notDeepEqual(now, before);
    });
  });

  it('a large matrix goes stale and is offered to be computed again', async () => {
    const workbench = await open('1-predict-ratings.md', {});
    workbench.changeSettings({ 'factorize.recompute': false });
    await workbench.reload();
    await workbench.openFile('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    await eventually('ghost values', async () => assert.equal((await workbench.inlayHints()).length, 3));
    await workbench.placeCursor('5 & 3');
    await workbench.page.keyboard.press('Delete');
    await workbench.typeText('1');
    await workbench.panelFrame().getByText('The text has changed since this was computed.').waitFor();
    await eventually('no ghost value', async () => assert.deepEqual(await workbench.inlayHints(), []));
    await workbench.screenshot('stale-1');
    await workbench.panelFrame().getByRole('button', { name: 'Factorize again' }).click();
    await eventually('new ghost values', async () => assert.equal((await workbench.inlayHints()).length, 3));
    workbench.changeSettings({ 'factorize.recompute': true });
  });

  it('a long run is cancelled from the panel', async () => {
    const workbench = await openLongRun(there);
    const cancel = workbench.panelFrame().getByRole('button', { name: 'Cancel' });
    await cancel.waitFor();
    await workbench.page.waitForTimeout(600);
    await workbench.screenshot('cancel-1-running');
    await cancel.click();
    await cancel.waitFor({ state: 'detached' });
    await workbench.screenshot('cancel-2-after');
    await workbench.lens('Factorize').click();
    await workbench.panelFrame().getByRole('gridcell').first().waitFor();
  });

  it('the panel is there again after the window is reloaded, with its tab, its order and its filter', async () => {
    // Without a file in the address: VS Code restores no editors where it was told which to open.
    const workbench = await open(null);
    await workbench.openFile('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    await tab(workbench, 'Missing cells');
    await workbench.panelFrame().getByRole('button', { name: 'Value' }).click();
    await workbench.panelFrame().getByRole('searchbox').fill('row 3');
    await workbench.reloadWindow();
    await workbench.panelFrame().getByRole('heading', { name: 'R', exact: true }).waitFor({ timeout: 30_000 });
    const missing = workbench.panelFrame().getByRole('tabpanel', { name: 'Missing cells' });
    await missing.locator('th[aria-sort=descending]').filter({ hasText: 'Value' }).waitFor();
    assert.equal(await missing.getByRole('searchbox').inputValue(), 'row 3');
    await workbench.screenshot('reload');
  });
});
