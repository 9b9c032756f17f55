import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../host/eventually';
import { stage } from './setup';
import type { Workbench } from './workbench';

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

const soFar = / so far$/;

/**
 * Types a digit over the one before the cursor, in the first row of three that miss one cell each. From the factors of
 * before, its prediction must move and the others' must stay; then all are computed again.
 */
async function typeAnother(workbench: Workbench, digit: string): Promise<void> {
  const before = await workbench.inlayHints();
  const states = await workbench.inlayHintsDuring(async () => {
    await workbench.page.keyboard.press('Shift+ArrowLeft');
    await workbench.typeText(digit);
    await eventually('predictions of the whole again', async () => {
      const labels = await workbench.inlayHints();
      assert.equal(labels.length, 3);
      assert.notDeepEqual(labels, before);
      assert.ok(!labels.some((label) => soFar.test(label)));
    });
  });
  const moved = states.find((labels) => labels.length === 3 && labels.every((label) => soFar.test(label)));
  assert.ok(moved !== undefined, `It showed ${JSON.stringify(states)}.`);
  const [first, ...others] = moved.map(parseFloat);
  assert.notEqual(first, parseFloat(before[0]!));
  assert.deepEqual(others, before.slice(1).map(parseFloat));
}

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
    await workbench.page.keyboard.press('ArrowRight');
    // On a busy machine the whole may be computed again before VS Code asks what holds so far: then by another number.
    const digits = ['1', '4', '2', '5'];
    await eventually('a row that moves before the whole is computed again', () => {
      digits.push(digits.shift()!);
      return typeAnother(workbench, digits.at(-1)!);
    });
    await workbench.placeCursor('?', { inLine: '5 & ' });
    await workbench.quickFix('Fill all 3 missing cells');
    const filled = workbench.page.locator('.view-line span[class*="ced-"]').filter({ hasText: /^\d\.\d+$/ });
    await eventually('three filled numbers to be marked', async () => assert.equal(await filled.count(), 3));
    const number = await filled.first().innerText();
    const hover = await workbench.hoverText(number, { inLine: '5 & ' });
    await workbench.screenshot('missing-2-filled');
    assert.match(hover, /Filled in, not measured/);
  });
});
