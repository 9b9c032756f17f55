import assert from 'node:assert/strict';
import { appendFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { readRatings } from '../../../src/files';
import type { Control, Progress } from '../../../src/protocol/control';
import { temporaryFolder } from './folder';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
const line = (t: number): string => `${t % 700},m${t % 1999},${(t % 10) / 2}\n`;
const text = `user,item,rating\n${Array.from({ length: 300_000 }, (_, t) => line(t)).join('')}`;

/** Does something once, when the first of the ratings were read. */
function midway(change: () => void): Control {
  let isDone = false;
  const report = ({ phase }: Progress): void => {
    if (phase !== 'reading' || isDone) return;
    isDone = true;
    change();
  };
  return { report, checkpoint: () => undefined };
}

describe('A ratings file that changes while it is read', () => {
  const path = (): string => folder.at('ratings.csv');
  const changes: [string, () => void][] = [
    ['grows', () => appendFileSync(path(), line(1))],
    ['is cut short', () => truncateSync(path(), 3_000_000)],
    ['is cut short within what was read', () => truncateSync(path(), 1000)],
    ['is written anew, of the same length', () => writeFileSync(path(), text.replaceAll('m1,', 'm9,'))],
    ['is written over by something else', () => writeFileSync(path(), 'no ratings\n'.repeat(400_000))],
  ];
  for (const [what, change] of changes)
    it(`${what}: is refused for that, and for nothing else`, async () => {
      writeFileSync(path(), text);
      // A clock of whole ticks must not hide the change.
      utimesSync(path(), 1_000_000_000, 1_000_000_000);
      const fault = await faultOf(readRatings(path(), midway(change)));
      assert.equal(fault.code, 'changed-while-read');
      assert.match(fault.message, /ratings\.csv was changed while it was read/);
    });

  it('is noticed in gzip too', async () => {
    writeFileSync(path(), gzipSync(text, { level: 0 }));
    const fault = await faultOf(
      readRatings(
        path(),
        midway(() => truncateSync(path(), 2_000_000)),
      ),
    );
    assert.equal(fault.code, 'changed-while-read');
  });

  it('unchanged is read whole', async () => {
    writeFileSync(path(), text);
    const { ratings, duplicates } = await readRatings(
      path(),
      midway(() => undefined),
    );
    assert.equal(ratings.values.length + duplicates, 300_000);
  });
});
