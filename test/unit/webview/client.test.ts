import assert from 'node:assert/strict';
import { Fault } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import type { FromPanel, PanelState } from '../../../src/protocol/panel';
import { PanelClient, type PanelEvent } from '../../../src/webview/client';

function conversation(): { client: PanelClient; sent: FromPanel[]; events: PanelEvent[] } {
  const sent: FromPanel[] = [];
  const events: PanelEvent[] = [];
  const client = new PanelClient(
    (message) => sent.push(message),
    (event) => events.push(event),
  );
  return { client, sent, events };
}

const empty: PanelState = { view: 'empty' };

describe('the page asking the host', () => {
  it('gives each ask its own answer, in whatever order they come', async () => {
    const { client, sent } = conversation();
    const state = client.ask({ ask: 'ready' });
    const users = client.ask({ ask: 'findUsers', query: '4' });
    const [first, second] = sent;
    assert.ok(first && second && first.id !== second.id);
    client.receive({ type: 'answer', id: second.id, answer: ['4', '14'] });
    client.receive({ type: 'answer', id: first.id, answer: empty });
    assert.deepEqual(await users, ['4', '14']);
    assert.deepEqual(await state, empty);
  });

  it('rejects with the fault the host gives', async () => {
    const { client, sent } = conversation();
    const asked = client.ask({ ask: 'fill', cells: 'all' });
    const { data } = faults.nothingMissing();
    client.receive({ type: 'failed', id: sent[0]!.id, fault: data });
    await assert.rejects(asked, (error) => error instanceof Fault && error.data.code === 'nothing-missing');
  });

  it('rejects an answer to another question than was asked', async () => {
    const { client, sent } = conversation();
    const asked = client.ask({ ask: 'ready' });
    client.receive({ type: 'answer', id: sent[0]!.id, answer: null });
    await assert.rejects(asked, (error) => error instanceof Fault && error.data.code === 'unexpected');
  });

  it('ignores a second answer and an answer to nothing', async () => {
    const { client, sent } = conversation();
    const asked = client.ask({ ask: 'cancel' });
    const { id } = sent[0]!;
    client.receive({ type: 'answer', id, answer: null });
    client.receive({ type: 'failed', id, fault: faults.modelGone().data });
    client.receive({ type: 'answer', id: 999, answer: null });
    assert.equal(await asked, null);
  });

  it('hands on what the host tells unasked, in order', () => {
    const { client, events } = conversation();
    client.receive({ type: 'state', state: empty });
    client.receive({ type: 'mark', cell: { row: 0, column: 2 } });
    client.receive({ type: 'focus', matrix: { factor: 'U' } });
    assert.deepEqual(
      events.map((event) => event.type),
      ['state', 'mark', 'focus'],
    );
  });
});
