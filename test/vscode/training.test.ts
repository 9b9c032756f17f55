import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { FaultData } from '../../src/matrix/fault';
import { commandIds, modelEditorId } from '../../src/editor/names';
import { createRandom } from '../../src/matrix/random';
import { copyWhole } from '../../src/editor/savingModel';
import { api, eventually, tidy } from './support';

/** Ratings of 40 users for 30 items, all but a fifth known, made from two factors and a little noise. */
function ratings(): string {
  const random = createRandom(7);
  const vectors = (count: number): [number, number][] =>
    Array.from({ length: count }, () => [random.normal(), random.normal()]);
  const [users, items] = [vectors(40), vectors(30)];
  const lines = users.flatMap((user, u) =>
    items.flatMap((item, i) => {
      const value = 3 + user[0] * item[0] * 0.8 + user[1] * item[1] * 0.8 + random.normal() * 0.1;
      return random.uniform() < 0.2 ? [] : [`u${u},i${i},${value.toFixed(2)}`];
    }),
  );
  return ['userId,itemId,rating', ...lines].join('\n');
}

/** Trains with the columns as they are shown. */
async function trainOn(file: string): Promise<void> {
  const accept = setInterval(
    () => void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
    100,
  );
  try {
    await vscode.commands.executeCommand(commandIds.train, vscode.Uri.file(file));
  } finally {
    clearInterval(accept);
  }
}

describe('training on a ratings file', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'factorize-ratings-'))));
  after(() => rmSync(folder, { recursive: true }));
  afterEach(tidy);

  it('gives a held-out error better than biases alone', async () => {
    const { store, runner } = await api();
    const file = path.join(folder, 'ratings.csv');
    writeFileSync(file, ratings());
    await trainOn(file);
    assert.deepEqual(runner.running(), []);
    const analysis = store.all().at(-1)?.analysis;
    assert.ok(analysis?.kind === 'train');
    assert.deepEqual([analysis.users, analysis.items], [40, 30]);
    assert.ok(analysis.heldOut !== null);
    assert.ok(analysis.heldOut.rmse < analysis.heldOut.baselineRmse);
  });

  it('keeps the model in a file as long as its result stands, and no longer', async () => {
    const { store } = await api();
    const file = path.join(folder, 'ratings.csv');
    writeFileSync(file, ratings());
    await trainOn(file);
    const first = store.all().at(-1);
    assert.ok(first?.analysis.kind === 'train');
    const kept = first.analysis.request.modelPath;
    assert.ok(kept !== null && existsSync(kept));
    await trainOn(file);
    const again = store.all().at(-1);
    assert.ok(again?.analysis.kind === 'train');
    const { modelPath } = again.analysis.request;
    assert.ok(modelPath !== null && modelPath !== kept && existsSync(modelPath));
    await eventually('the model that was replaced to be gone', () => (existsSync(kept) ? null : true));
    store.remove(again.id);
    await eventually('the model that was removed to be gone', () => (existsSync(modelPath) ? null : true));
  });

  it('regression: a training that was cancelled, or whose file was broken, left files behind', async () => {
    const { store, runner } = await api();
    const file = path.join(folder, 'ratings.csv');
    writeFileSync(file, ratings());
    await trainOn(file);
    const kept = store.all().at(-1)?.analysis;
    assert.ok(kept?.kind === 'train' && kept.request.modelPath !== null);
    const storage = path.dirname(kept.request.modelPath);
    const own = path.basename(kept.request.modelPath);
    writeFileSync(path.join(storage, `${own}.checkpoint`), 'as one that was interrupted');
    const stop = runner.onEvent(({ event, run }) => {
      if (event === 'prepared') runner.cancel(run.id);
    });
    await trainOn(file);
    stop();
    const ownLeft = (): string[] => readdirSync(storage).filter((name) => name.startsWith(own));
    const othersLeft = (): string[] => readdirSync(storage).filter((name) => !name.startsWith(own));
    await eventually('nothing of the cancelled one', () => (othersLeft().length === 0 ? true : null));
    store.remove(store.all().at(-1)!.id);
    await eventually('nothing of the removed one', () => (ownLeft().length === 0 ? true : null));
  });

  it('a model that was copied whole opens as the panel, and is no result of the window', async () => {
    const { store } = await api();
    const file = path.join(folder, 'ratings.csv');
    writeFileSync(file, ratings());
    await trainOn(file);
    const trained = store.all().at(-1)?.analysis;
    assert.ok(trained?.kind === 'train' && trained.request.modelPath !== null);
    const kept = path.join(folder, 'kept.safetensors');
    await copyWhole(vscode.Uri.file(trained.request.modelPath), vscode.Uri.file(kept));
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.part')),
      [],
    );
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(kept));
    await eventually('a tab with the model', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputCustom && input.viewType === modelEditorId ? true : null;
    });
    assert.equal(store.all().length, 1, 'what a file holds is no result of this window');
    assert.ok(existsSync(kept));
  });

  it('a broken line is told, and leaves no result', async () => {
    const { store, runner } = await api();
    const file = path.join(folder, 'broken.csv');
    writeFileSync(file, 'userId,itemId,rating\na,b,3\na,c,many\n');
    const told: FaultData[] = [];
    const stop = runner.onEvent((event) => {
      if (event.event === 'failed') told.push(event.fault);
    });
    await trainOn(file);
    stop();
    assert.deepEqual(
      told.map(({ code, place }) => [code, place?.line]),
      [['ratings-line', 3]],
    );
    assert.deepEqual(store.all(), []);
  });
});
