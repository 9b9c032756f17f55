import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { checkWritable, writeWhole } from '../../../src/files/wholeFile';
import { faults } from '../../../src/matrix/faults';
import { quiet } from '../../../src/protocol/control';
import { temporaryFolder } from './folder';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('Writing a file whole', () => {
  const path = (): string => folder.at('kept.txt');
  const isKept = (): void => {
    assert.equal(readFileSync(path(), 'utf8'), 'before');
    assert.deepEqual(
      readdirSync(folder.at('')).filter((name) => name.endsWith('.part')),
      [],
    );
  };
  beforeEach(() => writeFileSync(path(), 'before'));

  it('puts all parts in place of what stood there', async () => {
    await writeWhole(path(), [bytes('af'), bytes(''), bytes('ter')], quiet);
    assert.equal(readFileSync(path(), 'utf8'), 'after');
  });

  it('regression: a link was replaced, and the file that it leads to kept what it held', async () => {
    const link = folder.at('link.txt');
    symlinkSync(path(), link);
    try {
      await checkWritable(link);
      await writeWhole(link, [bytes('after')], quiet);
      assert.equal(readFileSync(path(), 'utf8'), 'after');
      assert.ok(lstatSync(link).isSymbolicLink());
    } finally {
      rmSync(link);
    }
  });

  it('a disk that fills up midway leaves what stood there, and nothing beside it', async () => {
    function* parts(): Generator<Uint8Array> {
      yield bytes('half');
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    }
    const fault = await faultOf(writeWhole(path(), parts(), quiet));
    assert.equal(fault.code, 'cannot-write');
    assert.match(fault.message, /the disk is full/);
    isKept();
  });

  it('cancelling midway leaves what stood there, and nothing beside it', async () => {
    let looks = 0;
    const control = {
      ...quiet,
      checkpoint: () => {
        if (++looks === 3) throw faults.cancelled();
      },
    };
    const part = new Uint8Array(9 << 20);
    assert.equal((await faultOf(writeWhole(path(), [part, part], control))).code, 'cancelled');
    assert.equal(looks, 3);
    isKept();
  });

  it('regression: what a killed process had half written stayed for ever', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const [dead, living] = [pid, process.ppid].map((id) => folder.at(`kept.txt.${id}.part`));
    for (const left of [dead!, living!]) writeFileSync(left, 'half');
    await writeWhole(path(), [bytes('after')], quiet);
    assert.deepEqual([existsSync(dead!), existsSync(living!)], [false, true]);
    rmSync(living!);
  });

  it('over a folder, or in a folder that is not there, is a fault, said beforehand too', async () => {
    mkdirSync(folder.at('taken'));
    for (const target of [folder.at('taken'), folder.at('nowhere/file'), folder.at('kept.txt/file')]) {
      assert.equal((await faultOf(checkWritable(target))).code, 'cannot-write');
      assert.equal((await faultOf(writeWhole(target, [bytes('x')], quiet))).code, 'cannot-write');
    }
    await checkWritable(path());
    await checkWritable(folder.at('new.txt'));
    isKept();
  });
});
