import type { Sorted } from '../elements/gridDrawing';
import type { MissingChoices } from './missingOrder';

/** What a person has set in the views of one result: kept while the page is hidden, and over a reload of the window. */
export interface ViewChoices {
  /** The factors that the reconstruction is shown with; null: all. */
  readonly rank: number | null;
  readonly grids: GridChoice;
  /** By the name of the factor. */
  readonly sorted: Readonly<Record<string, Sorted>>;
  /** The share of the largest below which a factor's cell is not written out. */
  readonly hideBelow: number;
  readonly latent: LatentChoices;
  readonly logarithmic: boolean;
  /** Iterations between the rows of the training table; null: about ten rows. */
  readonly every: number | null;
  readonly missing: MissingChoices;
  /** The library of the program. */
  readonly script: string | null;
}

export type GridChoice = 'all' | 'original' | 'reconstruction' | 'residual';

export interface LatentChoices {
  /** The factors across and up. */
  readonly x: number;
  readonly y: number;
  readonly view: LatentView | null;
}

/** What of the plane is seen; null stands for all of it. */
export interface LatentView {
  readonly centreX: number;
  readonly centreY: number;
  /** Pixels a unit. */
  readonly scale: number;
}

export const initialChoices: ViewChoices = {
  rank: null,
  grids: 'all',
  sorted: {},
  hideBelow: 0,
  latent: { x: 0, y: 1, view: null },
  logarithmic: true,
  every: null,
  missing: { by: 'cell', descending: false, filter: '' },
  script: null,
};
