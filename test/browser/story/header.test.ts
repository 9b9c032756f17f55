// The header above the views: what it folds where the page has little room.
import assert from 'node:assert/strict';
import { eventually } from '../../host/eventually';
import { storyStage } from './stage';

describe('the header on the story page', () => {
  const stage = storyStage();

  const again = async (tab: string): Promise<void> => {
    await stage.page.reload();
    await stage.page.getByRole('tabpanel', { name: tab }).waitFor();
  };

  it('folds how a result was made where the page is narrow, and opens it where it is wide', async () => {
    await stage.open('ratings', 'factors');
    const how = stage.page.locator('.facts');
    assert.equal(await how.isVisible(), true);
    await stage.page.setViewportSize({ width: 300, height: 720 });
    await how.waitFor({ state: 'hidden' });
    const header = (await stage.page.getByRole('tablist').boundingBox())!;
    assert.ok(header.y < 0.33 * 720, `the tabs begin at ${header.y} of 720`);
    await stage.tabTo(stage.page.getByText('How it was done'));
    await stage.press('Enter');
    await how.waitFor({ state: 'visible' });
    await stage.page.setViewportSize({ width: 900, height: 720 });
    await how.waitFor({ state: 'visible' });
  });

  it('folds the header to its errors and warnings where the page is low, and as was said from then on', async () => {
    await stage.open('ratings', 'factors');
    const fold = stage.button('Summary');
    const says = (expanded: string): Promise<void> =>
      eventually(`a header that is expanded: ${expanded}`, async () =>
        assert.equal(await fold.getAttribute('aria-expanded'), expanded),
      );
    const next = stage.page.getByText('Next:');
    await says('true');
    await stage.page.setViewportSize({ width: 560, height: 400 });
    await says('false');
    await next.waitFor({ state: 'hidden' });
    await stage.says(stage.page.locator('.summary'), /^Differs from the known cells by .*RMSE/);
    const header = (await stage.page.getByRole('tablist').boundingBox())!;
    assert.ok(header.y < 0.25 * 400, `the tabs begin at ${header.y} of 400`);
    await stage.tabTo(fold);
    await stage.press('Enter');
    await next.waitFor({ state: 'visible' });
    await again('Factors');
    await says('true');
    await stage.page.setViewportSize({ width: 900, height: 900 });
    await fold.click();
    await next.waitFor({ state: 'hidden' });
    await again('Factors');
    await says('false');
  });
});
