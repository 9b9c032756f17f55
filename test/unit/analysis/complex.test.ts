import assert from 'node:assert/strict';
import { createAnalyst } from '../../../src/analysis';
import { findMatrices } from '../../../src/documents';
import { matrixOf } from '../../../src/matrix/block';
import { Fault } from '../../../src/matrix/fault';
import { quiet } from '../../../src/protocol/control';
import { completeRequest } from '../completion/fixtures';

describe('a complex matrix', () => {
  it('with missing cells is refused for being complex, not completed by its real parts', async () => {
    const block = findMatrices('Z = [[1+2j, None], [3, 4]]', { language: 'python' })[0]!;
    await assert.rejects(
      createAnalyst().run(completeRequest(matrixOf(block)), quiet),
      (error) => error instanceof Fault && error.data.code === 'complex-not-allowed',
    );
  });
});
