/** Where on a line of a ratings file user, item and rating stand, from 0; and the time of the rating, −1 where there is none. */
export interface Columns {
  readonly user: number;
  readonly item: number;
  readonly rating: number;
  readonly time: number;
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
