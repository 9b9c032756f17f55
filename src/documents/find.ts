import type { MatrixBlock } from '../matrix/block';
import { missingMarks } from './cells/marks';
import { withCaption } from './captions';
import type { FindContext } from './format';
import { languageFamily, plainLanguage } from './language';
import { findInNotebook } from './notebook/find';
import { withNumericMarks } from './numericMarks';
import { readers } from './readers';

export interface FindOptions {
  /** VS Code's language id, or a file's ending without the dot. */
  readonly language: string;
  /** Marks of a missing cell that a person added to those every format knows. */
  readonly missingMarks?: readonly string[];
  /** Called between formats; what it throws ends the search. */
  readonly checkpoint?: () => void;
}

/** What the readers of a text in this language need to know. */
export function contextOf(options: FindOptions): FindContext {
  return {
    family: languageFamily(options.language),
    language: plainLanguage(options.language),
    isMissing: missingMarks(options.missingMarks),
    numericMarks: options.missingMarks?.some((mark) => /\d/.test(mark)) === true,
  };
}

/**
 * Every matrix in a text, sorted by place and not overlapping, those with problems among them. Throws only
 * what `checkpoint` throws; time is linear in the text's length.
 */
export function findMatrices(text: string, options: FindOptions): MatrixBlock[] {
  const context = contextOf(options);
  const inNotebook =
    context.family === 'json'
      ? findInNotebook(text, (cell, language) => findMatrices(cell, { ...options, language }))
      : null;
  if (inNotebook !== null) return inNotebook;
  const found = readers
    .filter((reader) => reader.families.includes(context.family))
    .flatMap((reader) => {
      options.checkpoint?.();
      return reader.find(text, context);
    });
  return withoutOverlaps([...withNumericMarks(text, found, context)]).map((block) => withCaption(text, block, context));
}

/**
 * Of blocks that overlap, the inner one stays; of partly overlapping ones, the first. But what stands in a file of
 * MatrixMarket are its entries, and no matrix of their own.
 */
function withoutOverlaps(blocks: MatrixBlock[]): MatrixBlock[] {
  const kept: MatrixBlock[] = [];
  for (const block of blocks.sort((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (last === undefined || block.start >= last.end) kept.push(block);
    else if (last.format === 'matrixmarket') continue;
    else if (block.end <= last.end && block.end - block.start < last.end - last.start) kept[kept.length - 1] = block;
  }
  return kept;
}

/** The block the offset is in, or directly after; null where there is none. */
export function blockAt(blocks: readonly MatrixBlock[], offset: number): MatrixBlock | null {
  const inside = blocks.find((block) => block.start <= offset && offset < block.end);
  return inside ?? blocks.find((block) => block.end === offset) ?? null;
}
