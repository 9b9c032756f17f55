import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { createTitles } from '../../../src/analysis/titles';
import { quiet, type Control } from '../../../src/protocol/control';
import { temporaryFolder } from '../files/folder';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();

describe('Titles that are asked for again', () => {
  it('regression: were read at every keystroke: they are read again only when their file has changed', async () => {
    const path = folder.at('movies.csv');
    let readings = 0;
    const control: Control = { ...quiet, report: ({ done, total }) => (readings += Number(done === total)) };
    const titlesOf = createTitles();
    const titleOf = async (id: string): Promise<string | undefined> => (await titlesOf(path, control))?.get(id);
    writeFileSync(path, 'item,title\n1,Alien\n');
    assert.equal(await titleOf('1'), 'Alien');
    const once = readings;
    assert.ok(once > 0);
    assert.equal(await titleOf('1'), 'Alien');
    assert.equal(readings, once);
    writeFileSync(path, 'item,title\n1,Brief\n');
    utimesSync(path, 1, 1);
    assert.equal(await titleOf('1'), 'Brief');
    assert.ok(readings > once);
  });

  it('are none where no file is named, and a fault where it is gone', async () => {
    const titlesOf = createTitles();
    assert.equal(await titlesOf(null, quiet), null);
    assert.equal((await faultOf(titlesOf(folder.at('absent.csv'), quiet))).code, 'cannot-read');
  });
});
