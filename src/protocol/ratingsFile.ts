/**
 * Where on a line of a ratings file user and item stand, from 0; the rating, −1 where every line says that the user chose the item
 * once; and the time, −1 where there is none.
 */
export interface Columns {
  readonly user: number;
  readonly item: number;
  readonly rating: number;
  readonly time: number;
}

/** How the lines of a text are written. */
export interface WrittenLines {
  readonly delimiter: string;
  readonly decimalMark: '.' | ',';
  /** Lines before the first that may be a rating: comments and the header. */
  readonly linesBefore: number;
}

/** How a ratings file was read. */
export interface FileLayout {
  /** What stood in which column; null where that is no choice, as in a sparse matrix. */
  readonly columns: Columns | null;
  /** Null where it is not lines of cells. */
  readonly lines: WrittenLines | null;
}

/** The first lines of a ratings file, and what its columns are taken for. */
export interface RatingsPreview {
  readonly columns: readonly PreviewColumn[];
  /** Null where neither names nor contents tell. */
  readonly recognised: Columns | null;
}

export interface PreviewColumn {
  /** Null where the file has no header. */
  readonly name: string | null;
  /** The first cells, as they are written. */
  readonly cells: readonly string[];
}
