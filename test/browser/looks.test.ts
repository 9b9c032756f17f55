import assert from 'node:assert/strict';
import { themes } from '../host/workbenchSettings';
import { stage } from './setup';

describe('the panel in every theme', () => {
  const { open } = stage();

  for (const theme of themes) {
    it(`is drawn in ${theme}`, async () => {
      const workbench = await open('1-predict-ratings.md', { theme });
      await workbench.lens('Predict 3 missing').click();
      const panel = workbench.panelFrame();
      await panel.getByRole('heading', { name: 'R', exact: true }).waitFor();
      await panel.getByRole('gridcell').first().waitFor();
      await workbench.screenshot(`theme-${theme.replaceAll(' ', '-')}`);
      const refused = workbench.errors.filter(
        (error) => /Content Security Policy/.test(error) && /factorize/i.test(error),
      );
      assert.deepEqual(refused, []);
    });
  }
});
