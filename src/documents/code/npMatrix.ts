import type { MatrixBlock } from '../../matrix/block';
import { buildBlock, unlabelled } from '../draft';
import type { FormatReader } from '../format';
import { pythonCellReader } from '../nested/draft';
import { assignedName } from './names';
import { splitLiteralRows } from './rows';

const matrixCall = /\b(?:np|numpy)\.(?:matrix|mat|asmatrix|bmat)\(\s*(["'])([^"'\n]*)\1/dg;

/** NumPy's matrices in a string: np.matrix('1 2; 3 4'). */
export const npMatrixReader: FormatReader = {
  families: ['text', 'tex'],
  find(text, { isMissing }) {
    const blocks: MatrixBlock[] = [];
    for (const match of text.matchAll(matrixCall)) {
      const [start, end] = match.indices![2]!;
      const block = buildBlock(
        text,
        {
          format: 'python',
          start,
          end,
          name: assignedName(text, match.index),
          rows: splitLiteralRows(match[2]!, start),
          ...unlabelled,
        },
        pythonCellReader(isMissing),
      );
      if (block !== null) blocks.push(block);
    }
    return blocks;
  },
};
