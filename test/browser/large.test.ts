import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../host/eventually';
import { writeRatings } from './ratingsFile';
import { stage } from './setup';
import { measured, probe, watched } from './watched';

const matrix = (i: number): string =>
  `## Measurement ${i}\n\n$$\nM_{${i}} = \\begin{bmatrix}\n${i} & 2 & ? \\\\\n4 & ${i}.5 & 6\n\\end{bmatrix}\n$$\n\n`;

describe('journeys in large documents', () => {
  const { open, folder } = stage(
    { 'editor.wordWrap': 'off', 'factorize.train.rank': 48 },
    { FACTORIZE_PROBE: measured },
  );

  it('ten thousand matrices scroll and take what is typed without a hitch', async () => {
    const workbench = await open(null, { extension: probe });
    const file = path.join(folder(), 'many.md');
    fs.writeFileSync(file, Array.from({ length: 10_000 }, (_, i) => matrix(i)).join(''));
    // Everything is started, as after the first minute of work.
    await workbench.openFile('1-predict-ratings.md');
    await workbench.lens('R · 3×3').waitFor();

    await watched(workbench, 'opening 10,000 matrices', async () => {
      await workbench.openFile('many.md');
      await workbench.lens('M_{0} · 2×3').waitFor();
    });
    await workbench.screenshot('large-1-opened');

    await watched(workbench, 'scrolling', async () => {
      for (let page = 0; page < 30; page++) {
        await workbench.page.keyboard.press('PageDown');
        await workbench.page.waitForTimeout(60);
      }
      await workbench.page.keyboard.press('Control+End');
      await workbench.lens('M_{9999} · 2×3').waitFor();
    });
    await workbench.screenshot('large-2-end');
    assert.ok((await workbench.lenses()).some((lens) => lens.includes('M_{9999}')));

    await watched(workbench, 'typing', async () => {
      await workbench.page.keyboard.press('Control+Home');
      await workbench.lens('M_{0} · 2×3').waitFor();
      await workbench.goTo(2);
      await workbench.typeText('Words that a person types above all of the matrices, at some speed.');
      await workbench.goTo(5, 5);
      await workbench.typeText('77');
      await eventually('what was typed', async () => assert.match(await workbench.editorText(), /^0 & 772 & \?/m));
      await workbench.page.waitForTimeout(1500);
    });

    await watched(workbench, 'predicting, and typing with ghost values', async () => {
      await workbench.lens('Predict 1 missing').click();
      await eventually('a ghost value', async () => assert.ok((await workbench.inlayHints()).length > 0));
      await workbench.goTo(2);
      await workbench.typeText('More words. ');
      await workbench.page.waitForTimeout(1500);
    });
    await workbench.screenshot('large-3-typed');
    await eventually('the ghost value to be there still', async () =>
      assert.equal((await workbench.inlayHints()).length, 1),
    );
  });

  it('a table of five megabytes opens and takes what is typed', async () => {
    const workbench = await open(null, { extension: probe });
    const line = (i: number): string =>
      Array.from({ length: 100 }, (_, j) => ((i + j) % 50 === 0 ? '?' : ((i * 7 + j * 13) % 1000) / 10)).join(',');
    const text = `${Array.from({ length: 12_000 }, (_, i) => `name ${i},${line(i)}`).join('\n')}\n`;
    fs.writeFileSync(path.join(folder(), 'wide.csv'), text);
    assert.ok(text.length > 5_000_000);
    await workbench.openFile('1-predict-ratings.md');
    await workbench.lens('R · 3×3').waitFor();
    await watched(workbench, `opening a CSV of ${(text.length / 1e6).toFixed(1)} MB`, async () => {
      await workbench.openFile('wide.csv');
      await workbench.lens('12000×100').waitFor();
    });
    await watched(workbench, 'typing in it', async () => {
      await workbench.goTo(3, 8);
      await workbench.typeText('12345');
      await workbench.page.waitForTimeout(3000);
    });
    await workbench.screenshot('large-4-csv');
  });

  it('a person types and hovers while a recommender is trained', async () => {
    const workbench = await open(null, { extension: probe });
    writeRatings(path.join(folder(), 'ratings.csv'), 4000, 900, 60);
    await workbench.openFile('1-predict-ratings.md');
    await workbench.lens('R · 3×3').waitFor();
    await workbench.contextMenu(workbench.explorerItem('ratings.csv'), 'Train Recommender…');
    await workbench.page.getByRole('option', { name: /Id.*taken for the item/ }).waitFor();
    await workbench.page.keyboard.press('Enter');
    const training = workbench.panelFrame().getByText(/Training, \d+ of 100/);
    await training.waitFor({ timeout: 60_000 });
    await workbench.placeCursor('5 & 3');
    await watched(workbench, 'training on 240,000 ratings', async () => {
      await workbench.goTo(3);
      await workbench.typeText('Words that a person types while a recommender is trained beside them.\n');
      assert.match(await workbench.hoverText('?', { inLine: '5 & 3' }), /Row 1, column 3/);
    });
    assert.ok(await training.isVisible(), 'the training goes on');
    await workbench.screenshot('large-5-training');
  });
});
