/** Text to matrices and back: find them with the place of every cell, print them, fill their missing cells. */
export { blockAt, findMatrices, type FindOptions } from './find';
export { readSelections } from './selection';
export { packBlocks, unpackBlocks, type PackedBlocks } from './packed';
export { printMatrix, type PrintOptions } from './print';
export { cellEdits, fillEdits, replaceEdits, type CellEdit, type FilledCell, type TextEdit } from './fill';
export { joinEdits, packedFillEdits, unpackEdits, type FilledCells, type PackedEdits } from './packedEdits';
export { shiftedBlock } from './movedBlock';
export { isReplaceable } from './places';
export { fillUpRow } from './raggedRow';
export { isAllMissingTable } from './tables/allMissing';
