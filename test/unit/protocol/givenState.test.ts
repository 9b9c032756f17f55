import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromRows } from '../../../src/matrix/dense';
import { readGivenState, writeGivenState } from '../../../src/protocol/givenState';
import { reconstructionAnalysis } from './fixtures';

const labels = (side: string): string[] => ['one', 'two'].map((name) => `${name} ${side}`);
const factors = {
  ...fromRows([[1], [2]]),
  name: 'U',
  rowLabels: labels('row'),
  columnLabels: null,
};

describe('a state written into the page', () => {
  it('is read as it was, every number to its last bit', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 4, maxLength: 4 }), fc.double(), (values, condition) => {
        const reconstruction = { rows: 2, columns: 2, values: Float64Array.from(values) };
        const request = {
          kind: 'reconstruct',
          rowFactors: factors,
          columnFactors: { ...factors, name: 'V' },
          known: { ...reconstruction, name: null, rowLabels: null, columnLabels: labels('column') },
        } as const;
        const empty = reconstructionAnalysis(request, reconstruction);
        const diagnostics = { ...empty.diagnostics, conditionNumber: condition };
        const state = {
          view: 'result',
          source: { title: '</script>', document: '{"number":1}', line: null },
          analysis: { ...empty, diagnostics },
          stale: false,
          methods: [],
          linked: true,
        } as const;
        const given = { id: 'a', state, memory: '{"number":1}' };
        assert.deepEqual(readGivenState(writeGivenState(given)), given);
      }),
    );
  });

  it('may be left out, and the memory too', () => {
    const given = { id: 'a', state: null, memory: null };
    assert.deepEqual(readGivenState(writeGivenState(given)), given);
  });

  it('is none where something else is written', () => {
    assert.equal(readGivenState('{"id":1}'), null);
    assert.equal(readGivenState('[]'), null);
    assert.equal(readGivenState('{"id":"a","state":{},"memory":null}'), null);
    assert.equal(readGivenState('{"id":"a","state":null,"memory":1}'), null);
  });
});
