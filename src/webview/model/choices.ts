import type { ItemRating } from '../../protocol/request';
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
  /** The runs laid over the one that is shown, by what they were asked, each in its place of the colours; null: that which is pinned. */
  readonly runs: readonly (string | null)[] | null;
  readonly missing: MissingChoices;
  /** The library of the program. */
  readonly script: string | null;
  /** The step that is looked at, from 0. */
  readonly step: number;
  readonly recommending: RecommendingChoices;
}

export type GridChoice = 'all' | 'original' | 'reconstruction' | 'residual';

export interface LatentChoices {
  /** The factors across and up. */
  readonly x: number;
  readonly y: number;
  readonly view: LatentView | null;
  /** The point that others are compared with: rows first, then columns. */
  readonly chosen: number | null;
}

/** Whom items are recommended to. */
export type AskerKind = 'user' | 'new';

export interface OwnRating extends ItemRating {
  readonly title: string;
}

export interface RecommendingChoices {
  readonly asker: AskerKind;
  readonly user: string | null;
  /** What somebody has rated here. */
  readonly own: readonly OwnRating[];
  /** Ratings that items alike have at least; null: as many as is usual. */
  readonly atLeast: number | null;
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
  latent: { x: 0, y: 1, view: null, chosen: null },
  logarithmic: true,
  every: null,
  runs: null,
  missing: { by: 'cell', descending: false, filter: '', chosen: [] },
  script: null,
  step: 0,
  recommending: { asker: 'user', user: null, own: [], atLeast: null },
};

/** What was kept, by this version of the page or an older one, which may have known fewer choices. */
export type KeptChoices = Partial<Omit<ViewChoices, 'latent' | 'missing' | 'recommending'>> & {
  readonly latent?: Partial<LatentChoices>;
  readonly missing?: Partial<MissingChoices>;
  readonly recommending?: Partial<RecommendingChoices>;
};

/** With those to begin with where none were kept. */
export function completeChoices(kept: KeptChoices): ViewChoices {
  return {
    ...initialChoices,
    ...kept,
    latent: { ...initialChoices.latent, ...kept.latent },
    missing: { ...initialChoices.missing, ...kept.missing },
    recommending: { ...initialChoices.recommending, ...kept.recommending },
  };
}
