import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../host/eventually';
import { stage, type Stage } from './setup';
import type { Workbench } from './workbench';

const file = 'linear.md';

/** Rank 1, u vᵀ, and noise; then one of the textbook's and one that Cholesky refuses. */
const text = `# Linear algebra

$$ A = \\begin{bmatrix} 5 & 3 \\\\ 3 & 2 \\end{bmatrix} $$

$$ T = \\begin{bmatrix} 1 & 2 \\\\ 2 & 1 \\end{bmatrix} $$

$$ N = \\begin{bmatrix}
2.03 & 4.38 & 1.72 & 6.30 & 3.92 & 1.92 \\\\
1.57 & 2.05 & 0.99 & 3.22 & 2.34 & 0.99 \\\\
3.18 & 5.71 & 2.89 & 8.87 & 5.60 & 2.55 \\\\
0.51 & 1.93 & 0.95 & 2.90 & 2.02 & 0.60 \\\\
1.98 & 4.07 & 2.23 & 5.75 & 3.88 & 1.40 \\\\
0.85 & 1.34 & 0.57 & 3.33 & 1.34 & 1.24
\\end{bmatrix} $$
`;

async function openText({ open, folder }: Stage): Promise<Workbench> {
  const workbench = await open(null);
  fs.writeFileSync(path.join(folder(), file), text);
  await workbench.openFile(file);
  await workbench.lens('A · 2×2').waitFor();
  return workbench;
}

describe('journeys of decompositions', () => {
  const there = stage();

  it('in fractions with steps: opened at the steps, walked by keys, copied as LaTeX', async () => {
    const workbench = await openText(there);
    await workbench.placeCursor('A = \\begin');
    await workbench.runCommand('Factorize: Show Steps…');
    await workbench.choose(await workbench.quickPick('LU'));
    const panel = workbench.panelFrame();
    await panel.getByRole('tabpanel', { name: 'Steps' }).waitFor();
    await panel.getByText('Reproduces the matrix exactly: nothing was rounded.').waitFor();
    const last = /^Step (\d+) of \1$/;
    await panel.getByRole('button', { name: 'Forward' }).focus();
    await workbench.page.keyboard.press('End');
    await panel.getByText(last).waitFor();
    await workbench.screenshot('decompositions-1-steps');
    await workbench.page.keyboard.press('ArrowLeft');
    await panel.getByText(last).waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Home');
    await panel.getByText(/^Step 1 of/).waitFor();
    await panel.getByRole('button', { name: 'Copy all as LaTeX' }).click();
    await panel.getByText('Copied every step as LaTeX.').waitFor();
    await eventually('LaTeX with fractions', async () =>
      assert.match(await workbench.clipboard(), /\\begin\{enumerate\}[^]*\\frac\{3\}\{5\}/),
    );
    await panel.getByRole('tab', { name: 'Factors' }).click();
    await panel.getByRole('gridcell', { name: '3/5', exact: true }).waitFor();
    await panel.getByRole('gridcell', { name: '1/5', exact: true }).waitFor();
    await workbench.screenshot('decompositions-2-fractions');
  });

  it('the automatic choice says why, and what it tried first', async () => {
    const workbench = await openText(there);
    await workbench.placeCursor('T = \\begin');
    await workbench.runCommand('Factorize: Factorize');
    const panel = workbench.panelFrame();
    await panel.getByRole('heading', { name: 'T', exact: true }).waitFor();
    await panel.getByText(/Tried Cholesky: pivot 2 is .*, so it is not positive definite/).waitFor();
    await workbench.screenshot('decompositions-3-tried');
  });

  it('an expression is calculated as it is typed, in fractions where asked, and inserted', async () => {
    const workbench = await openText(there);
    const { page } = workbench;
    await workbench.placeCursor('Linear algebra');
    await workbench.runCommand('Factorize: Calculate…');
    const line = (text: string | RegExp) =>
      page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text });
    await line('svd(A).values').waitFor();
    await page.keyboard.type('det(A) * Q');
    await line(/Nothing is named Q.*A, T, N/).waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('inv(A) / 3');
    await line('(0.6667, -1; -1, 1.667)').waitFor();
    await page.getByRole('button', { name: /in fractions/ }).click();
    await line('(2/3, -1; -1, 5/3)').waitFor();
    await workbench.screenshot('decompositions-6-calculate');
    await page.keyboard.press('Enter');
    await workbench.pick('LaTeX');
    await eventually('fractions in the text', async () =>
      assert.match(await workbench.editorText(), /\\frac\{2\}\{3\} & -1/),
    );
  });

  it('denoised, written back and undone', async () => {
    const workbench = await openText(there);
    const noisy = /^2\.03 & 4\.38 & 1\.72/m;
    await workbench.placeCursor('N = \\begin');
    await workbench.runCommand('Factorize: Denoise');
    await workbench.panelFrame().getByRole('tabpanel', { name: 'Reconstruction' }).waitFor();
    const offer = await workbench.notification('a matrix of rank 1 stands out of the noise');
    await workbench.screenshot('decompositions-4-offer');
    await offer.getByRole('button', { name: 'Write Back' }).click();
    await eventually('other numbers in the text', async () => {
      const now = await workbench.editorText();
      assert.doesNotMatch(now, noisy);
      assert.match(now, /^\d.*( & \d.*){5} \\\\$/m);
    });
    await workbench.screenshot('decompositions-5-written');
    await workbench.placeCursor('Linear algebra');
    await workbench.undo();
    await eventually('the noisy numbers after one undo', async () => assert.match(await workbench.editorText(), noisy));
  });
});
