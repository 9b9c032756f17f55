import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../host/eventually';
import { openLongRun } from './longRun';
import { stage } from './setup';

describe('journeys of work that failed, was cancelled or overtaken', () => {
  const there = stage();
  const { open, folder } = there;

  it('what failed shows its place, and is tried again on the corrected text', async () => {
    const workbench = await open(null);
    fs.writeFileSync(
      path.join(folder(), 'covariance.md'),
      `# A covariance\n\n$$\nS = \\begin{bmatrix}\n1 & 2 \\\\\n2 & 1\n\\end{bmatrix}\n$$\n${'\nMore words.\n'.repeat(60)}`,
    );
    await workbench.openFile('covariance.md');
    await workbench.lens('S · 2×2').waitFor();
    await workbench.placeCursor('1 & 2');
    await workbench.runCommand('Factorize: Factorize with…');
    await workbench.pick('Cholesky');
    const panel = workbench.panelFrame();
    await panel.getByRole('alert').getByText('pivot 2 is −3').waitFor();
    await panel.getByText('Choose LDLᵀ, which takes every symmetric matrix.').waitFor();
    await workbench.screenshot('again-1-failed');

    await workbench.page.keyboard.press('Control+End');
    await eventually('the matrix to be out of sight', async () =>
      assert.doesNotMatch(await workbench.editorText(), /1 & 2/),
    );
    await panel.getByRole('button', { name: 'Go to source' }).click();
    await workbench.textBox('1 & 2');
    await workbench.screenshot('again-2-place');

    await workbench.placeCursor('1 & 2');
    await workbench.page.keyboard.press('Delete');
    await workbench.typeText('9');
    await eventually('the corrected cell', async () => assert.match(await workbench.editorText(), /^9 & 2/m));
    await panel.getByRole('button', { name: 'Try again' }).click();
    await panel
      .getByText(/^Cholesky/)
      .first()
      .waitFor();
    await panel.getByRole('gridcell', { name: '3', exact: true }).first().waitFor();
    await workbench.screenshot('again-3-done');
  });

  it('what failed by one method is done by another, chosen beside the reason', async () => {
    const workbench = await open(null);
    fs.writeFileSync(path.join(folder(), 'saddle.md'), '$$ S = \\begin{bmatrix} 1 & 2 \\\\ 2 & 1 \\end{bmatrix} $$\n');
    await workbench.openFile('saddle.md');
    await workbench.lens('S · 2×2').waitFor();
    await workbench.runCommand('Factorize: Factorize with…');
    await workbench.pick('Cholesky');
    const panel = workbench.panelFrame();
    await panel.getByRole('alert').getByText('pivot 2 is −3').waitFor();
    await panel.getByRole('button', { name: /Method$/ }).click();
    await workbench.screenshot('again-6-methods');
    await panel.getByRole('menuitem', { name: 'LDLᵀ', exact: true }).click();
    await panel.getByText(/^LDLᵀ/).first().waitFor();
    await panel.getByRole('tab', { name: 'Reconstruction', exact: true }).waitFor();
  });

  it('what was cancelled is found where an edit has moved it meanwhile, and tried again', async () => {
    const workbench = await openLongRun(there);
    const panel = workbench.panelFrame();
    await workbench.goTo(3);
    await workbench.typeText('Words above.\n\n');
    await eventually('the new words', async () => assert.match(await workbench.editorText(), /^Words above\.$/m));
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByText('Cancelled.').waitFor();
    await workbench.screenshot('again-4-cancelled');
    await panel.getByRole('button', { name: 'Go to source' }).click();
    await workbench.page
      .locator('.part.statusbar')
      .getByText(/^Ln 46, .*selected/)
      .waitFor();
    await panel.getByRole('button', { name: 'Run again' }).click();
    const cancel = panel.getByRole('button', { name: 'Cancel' });
    await cancel.waitFor();
    await cancel.click();
    await panel.getByText('Cancelled.').waitFor();
  });

  it('a run is paused, goes on, and is stopped with the best it has, by the keyboard', async () => {
    const workbench = await openLongRun(there);
    const panel = workbench.panelFrame();
    const status = workbench.page.locator('.part.statusbar');
    await panel.getByRole('button', { name: 'Pause' }).focus();
    await workbench.page.keyboard.press('Enter');
    await panel.getByText(/Paused\. Training/).waitFor();
    await status.getByText(/Paused: \d+%/).waitFor();
    await workbench.screenshot('again-7-paused');
    // The same button, and still in focus.
    await workbench.page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Pause' }).waitFor();
    await status.getByText(/Training: \d+%/).waitFor();
    await workbench.page.keyboard.press('Enter');
    await panel.getByText(/Paused\. Training/).waitFor();
    await workbench.page.keyboard.press('Tab');
    await workbench.page.keyboard.press('Enter');
    await panel.getByRole('tab', { name: 'Training' }).click();
    await panel.getByText(/Interrupted after .* The factors are the best until then\./).waitFor();
    await workbench.screenshot('again-8-stopped');
  });

  it('what is paused is stopped from the status bar', async () => {
    const workbench = await openLongRun(there);
    const panel = workbench.panelFrame();
    await panel.getByRole('button', { name: 'Pause' }).click();
    await workbench.page
      .locator('.part.statusbar')
      .getByText(/Paused: \d+%/)
      .click();
    await panel.getByRole('tab', { name: 'Training' }).click();
    await panel.getByText(/Interrupted after .* The factors are the best until then\./).waitFor();
  });

  it('a result whose matrix was edited during its run says so, and comes anew when asked', async () => {
    const workbench = await openLongRun(there);
    const panel = workbench.panelFrame();
    const stop = panel.getByRole('button', { name: 'Stop' });
    await workbench.placeCursor('5 & 6');
    await workbench.typeText('2');
    await eventually('the edited cell', async () => assert.match(await workbench.editorText(), /25 & 6/));
    await stop.click();
    await panel.getByText('The text has changed since this was computed.').waitFor();
    await workbench.screenshot('again-5-overtaken');
    await panel.getByRole('button', { name: 'Factorize again' }).click();
    await stop.click();
    await panel.getByText('The text has changed since this was computed.').waitFor({ state: 'detached' });
    await panel.getByRole('tab', { name: 'Reconstruction', exact: true }).click();
    await panel.getByRole('gridcell', { name: '25', exact: true }).first().waitFor();
  });
});

describe('journeys of a factor into the text', () => {
  const { open } = stage();

  it('a factor is inserted behind what is selected, as a display, and one undo takes it away', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    const panel = workbench.panelFrame();
    await panel.getByRole('heading', { name: 'R', exact: true }).waitFor();
    await workbench.selectText('Three people', 'have rated');
    const before = await workbench.editorText();
    await panel.getByRole('button', { name: /^U/ }).first().click();
    await workbench.screenshot('insert-1-menu');
    await panel.getByRole('menuitem', { name: 'Insert at cursor as LaTeX' }).click();
    await panel.getByText('Inserted U as LaTeX.').waitFor();
    await eventually('the display behind the selection', async () =>
      assert.match(
        await workbench.editorText(),
        /^Three people have rated\n\$\$\n(U = )?\\begin\{bmatrix\}\n([-\d.]+ & [-\d.]+( \\\\)?\n){3}\\end\{bmatrix\}\n\$\$\n three films/m,
      ),
    );
    await eventually('nothing to be selected, which the next letter would replace', async () =>
      assert.equal(await workbench.page.locator('.monaco-editor .selected-text').count(), 0),
    );
    await workbench.screenshot('insert-2-inserted');
    await workbench.placeCursor('Predicting ratings');
    await workbench.undo();
    await eventually('the text as it was', async () => assert.equal(await workbench.editorText(), before));
  });
});
