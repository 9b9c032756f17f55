import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../host/eventually';
import { stage } from './setup';

/** Shops by months, each cell about 10 + 3i + 5j, with a slip in the fourth row. */
const sales = [
  'shop,a,b,c,d,e,f',
  ...Array.from({ length: 8 }, (_, i) =>
    [
      `shop ${i + 1}`,
      ...Array.from({ length: 6 }, (_, j) =>
        i === 3 && j === 2 ? '612' : (10 + 3 * i + 5 * j + 0.4 * ((i * j) % 3)).toFixed(1),
      ),
    ].join(','),
  ),
  '',
].join('\n');

describe('journeys of cells that are not what was measured', () => {
  const { open, folder } = stage();

  it('Check Cells underlines a slip, and its hover says what the others do', async () => {
    const workbench = await open(null);
    fs.writeFileSync(path.join(folder(), 'checked.csv'), sales);
    await workbench.openFile('checked.csv');
    await workbench.lens('8×6').first().waitFor();
    await workbench.placeCursor('612');
    await workbench.runCommand('Factorize: Check Cells');
    await workbench.panelFrame().getByText('1 surprising cell').first().waitFor();
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    const hover = await workbench.hoverText('612');
    await workbench.screenshot('missing-1-checked');
    assert.match(hover, /Row 4, column 3: 612 · surprising/);
    assert.match(hover, /The others say 29(\.\d+)? · 90%/);
    assert.match(hover, /the other cells say 28\.\d+ to 29\.\d+\./);
    assert.equal(hover.split('is written here').length - 1, 1, 'the reason is told once');
  });

  it('what is typed moves its row at once, what is filled is marked and says so', async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    await eventually('three ghost values', async () => assert.equal((await workbench.inlayHints()).length, 3));
    await workbench.placeCursor('3', { inLine: '5 & 3' });
    // Looked for at every frame: on a busy machine they stand there for no longer.
    const soFar = workbench.page.waitForFunction(
      "factorizeTest.addedTexts().filter((label) => label.endsWith('so far')).length === 3",
    );
    await workbench.page.keyboard.press('Delete');
    await workbench.typeText('1');
    await soFar;
    await eventually('predictions of the whole again', async () => {
      const labels = await workbench.inlayHints();
      assert.equal(labels.length, 3);
      assert.ok(labels.every((label) => !label.includes('so far')));
    });
    await workbench.placeCursor('?', { inLine: '5 & 1' });
    await workbench.quickFix('Fill all 3 missing cells');
    const filled = workbench.page.locator('.view-line span[class*="ced-"]').filter({ hasText: /^\d\.\d+$/ });
    await eventually('three filled numbers to be marked', async () => assert.equal(await filled.count(), 3));
    const number = await filled.first().innerText();
    const hover = await workbench.hoverText(number, { inLine: '5 & 1' });
    await workbench.screenshot('missing-2-filled');
    assert.match(hover, /Filled in, not measured/);
  });
});
