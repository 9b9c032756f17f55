import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../host/eventually';
import { stage } from './setup';
import type { Workbench } from './workbench';

const latexMatrix = ['R = \\begin{bmatrix}', '5 & 3 & ? \\\\', '4 & ? & 1 \\\\', '? & 2 & 5', '\\end{bmatrix}'];

/** A Markdown cell with the matrix, and a cell of code. */
const notebook = {
  cells: [
    {
      cell_type: 'markdown',
      id: 'a',
      metadata: {},
      source: ['$$\n', ...latexMatrix.map((line) => `${line}\n`), '$$'],
    },
    {
      ...{ cell_type: 'code', id: 'b', metadata: {}, execution_count: null, outputs: [] },
      source: ['A = [[1, 2], [3, None]]\n'],
    },
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
};

/** Opens a notebook and writes in its first cell, which is Markdown. */
async function openNotebook(workbench: Workbench, file: string): Promise<void> {
  const { page } = workbench;
  await workbench.quickOpen(file);
  await page.locator('.notebookOverlay .cell-list-container .monaco-list-row:visible').first().waitFor();
  const written = page.locator('.notebookOverlay .markdown-cell-row .monaco-editor.focused:visible').first();
  // The key may come before the cells have the focus.
  await eventually('the cell to be written in', async () => {
    if (!(await written.isVisible())) await page.keyboard.press('Enter');
    await written.waitFor({ timeout: 4_000 });
  });
}

/** What was said of a cell that is filled now is gone, and the others have new values. */
async function onlyTwoMissing(workbench: Workbench): Promise<void> {
  await workbench.lens('R · 3×3 · 2 missing').waitFor();
  await eventually('ghost values beside the two others alone', async () => {
    assert.equal((await workbench.inlayHints()).length, 2);
  });
}

describe('journeys in other documents', () => {
  const { open, folder } = stage();

  it('a table with decimal commas: hover, ghost values, and a fill in the same spelling', async () => {
    const workbench = await open(null);
    const table = [
      'Ort;Januar;Februar;März',
      'Kiel;1,5;2,25;3,0',
      'Ulm;2,5;?;4,0',
      'Jena;3,5;4,25;5,0',
      'Bonn;;5,25;6,0',
    ];
    fs.writeFileSync(path.join(folder(), 'orte.csv'), `${table.join('\n')}\n`);
    await workbench.openFile('orte.csv');
    await workbench.lens('Predict 2 missing').click();
    await eventually('two ghost values', async () => assert.equal((await workbench.inlayHints()).length, 2));
    for (const hint of await workbench.inlayHints()) assert.match(hint, /^\d,\d+/);
    const hover = await workbench.hoverText('?', { inLine: 'Ulm' });
    assert.match(hover, /Row 2, column 2: \d/);
    await workbench.screenshot('formats-1-decimal-commas');
    await workbench.page.mouse.move(640, 2);
    await workbench.placeCursor('?', { inLine: 'Ulm' });
    await workbench.quickFix('Fill all 2 missing cells');
    await eventually('both cells to be filled, with commas', async () => {
      const text = await workbench.editorText();
      assert.match(text, /^Ulm;2,5;\d,\d\d;4,0$/m);
      assert.match(text, /^Bonn;\d,\d;5,25;6,0$/m);
    });
    await workbench.screenshot('formats-2-filled');
  });

  it('a LaTeX file: the lens above the name, hover and fill', async () => {
    const workbench = await open(null);
    const lines = [
      '\\documentclass{article}',
      '\\begin{document}',
      '\\[',
      'R =',
      ...latexMatrix.with(0, '\\begin{bmatrix}'),
    ];
    fs.writeFileSync(path.join(folder(), 'notes.tex'), `${lines.join('\n')}\n\\]\n\\end{document}\n`);
    await workbench.openFile('notes.tex');
    const lens = workbench.lens('R · 3×3 · 3 missing');
    await lens.waitFor();
    await eventually('the lens above the name', async () => {
      const [lensBox, nameBox] = [await lens.boundingBox(), await workbench.textBox('R =')];
      assert.ok(lensBox !== null && lensBox.y < nameBox.y);
    });
    const hover = await workbench.hoverText('?', { inLine: '5 & 3' });
    assert.match(hover, /Row 1, column 3: \d/);
    await workbench.screenshot('formats-3-latex');
    await workbench.page.mouse.move(640, 2);
    await workbench.lens('Predict 3 missing').click();
    await eventually('three ghost values', async () => assert.equal((await workbench.inlayHints()).length, 3));
    await workbench.placeCursor('?', { inLine: '5 & 3' });
    await workbench.quickFix('Fill with');
    await eventually('the cell to be filled', async () =>
      assert.match(await workbench.editorText(), /^5 & 3 & -?\d+\.\d\d \\\\$/m),
    );
    await onlyTwoMissing(workbench);
    await workbench.screenshot('formats-4-latex-filled');
  });

  it("a notebook's Markdown cell: hover and fill", async () => {
    const workbench = await open(null);
    fs.writeFileSync(path.join(folder(), 'notes.ipynb'), JSON.stringify(notebook));
    await openNotebook(workbench, 'notes.ipynb');
    const hover = await workbench.hoverText('?', { inLine: '5 & 3' });
    assert.match(hover, /Row 1, column 3: \d/);
    await workbench.screenshot('formats-5-notebook-hover');
    await workbench.page.mouse.move(640, 2);
    await workbench.placeCursor('?', { inLine: '5 & 3' });
    await workbench.page.keyboard.press('Control+Alt+f');
    await eventually('three ghost values', async () => assert.equal((await workbench.inlayHints()).length, 3));
    await workbench.placeCursor('?', { inLine: '5 & 3' });
    await workbench.quickFix('Fill with');
    await eventually('the cell to be filled', async () =>
      assert.match(await workbench.editorText(), /^5 & 3 & -?\d+\.\d\d \\\\$/m),
    );
    await onlyTwoMissing(workbench);
    await workbench.screenshot('formats-6-notebook-filled');
  });
});
