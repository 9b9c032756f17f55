import type { DecompositionMethod } from '../../protocol/methods';
import { formatNumber } from '../../protocol/numbers';
import { formatPercent } from '../../protocol/quantities';
import type { Analysis } from '../../protocol/results';
import type { FactorSum } from './factorSum';
import type { PictureColors } from './gridPicture';
import type { Size } from './latentPlane';
import type { LatentPoints } from './latentPoints';
import { explainedShares, explainedWhole } from './rankErrors';
import { sentenceStart } from './sentences';
import { drawArrow } from './pen';
import { svgFile, svgText, svgUpright } from './svg';
import { SvgPen } from './svgPen';

/** What stands around the plane of two factors: its axes, and the key of its points. */
export interface LatentNames {
  /** "Factor 1 (62.1%)"; `up` is null where there is one factor. */
  readonly across: string;
  readonly up: string | null;
  /** "users, U", and whether columns are arrows, or else squares. */
  readonly rows: string;
  readonly columns: string;
  readonly hasArrows: boolean;
  /** What the percentages are of; null where there are none. */
  readonly shares: string | null;
}

/** What each factor explains; a share below 0 is none. */
export interface Explained {
  readonly shares: readonly number[];
  /** What they are shares of, in a sentence without its stop. */
  readonly note: string;
}

/** Columns up to which each is an arrow from the origin. */
const mostArrows = 120;

/** Whether columns are few enough to be arrows. */
export function hasArrows({ rows, count }: Pick<LatentPoints, 'rows' | 'count'>): boolean {
  return count - rows <= mostArrows;
}

/** The methods whose factors are the terms of their spectrum, in its order. */
const ofSpectrum: readonly DecompositionMethod[] = ['svd', 'approximate', 'pca'];

/**
 * What each factor adds to what is explained: of a spectrum and of a training its own shares, else by the relative errors of the
 * sum with so many factors. Null where none is known.
 */
export function explained(analysis: Analysis, sum: FactorSum, errors: Float64Array): Explained | null {
  const noteOf = (whole: string): string => `In brackets: the share of ${whole} that each explains`;
  if (analysis.kind === 'decompose' && analysis.spectrum && ofSpectrum.includes(analysis.method)) {
    const whole = analysis.method === 'pca' ? 'the variance' : 'the sum of squares';
    return { shares: analysis.spectrum.explained, note: noteOf(whole) };
  }
  const shares = analysis.kind === 'train' ? (analysis.factorShares ?? []) : explainedShares(errors);
  if (shares.length === 0) return null;
  // The ratings are not here; what the factors add to them is known for all pairs, rated or not.
  const note =
    analysis.kind === 'train'
      ? 'In brackets: the share that each holds of the squares of their sum, over all users and items'
      : noteOf(explainedWhole(sum));
  return { shares, note };
}

/** The names of the plane of the factors `x` and `y`. */
export function latentNames(points: LatentPoints, x: number, y: number, shares: Explained | null): LatentNames {
  const { sum, nouns, stretch } = points;
  const written = (f: number): string | null => {
    const share = shares?.shares[f];
    return share === undefined || share < 0 ? null : formatPercent(share, 3);
  };
  const axis = (f: number): string => {
    const share = written(f);
    return sentenceStart(sum.names[f]!) + (share === null ? '' : ` (${share})`);
  };
  const times = stretch === 1 ? '' : `, drawn ${formatNumber(stretch, 2)} times as long`;
  return {
    across: axis(x),
    up: sum.names.length > 1 ? axis(y) : null,
    rows: `${nouns.row}s, ${sum.coordinates[0]}`,
    columns: `${nouns.column}s, ${sum.coordinates[1]}${times}`,
    hasArrows: hasArrows(points),
    shares: shares === null || (written(x) ?? written(y)) === null ? null : shares.note,
  };
}

const fontSize = 12;
const lineHeight = 18;

/** The plane's picture in a frame: the key above it, the names of the axes below and at its left. */
export function framedPicture(
  plane: readonly string[],
  { width, height }: Size,
  names: LatentNames,
  colors: PictureColors,
): string {
  const { across, up, rows, columns, shares } = names;
  const left = up === null ? 0 : 24;
  const lines = shares === null ? 2 : 3;
  const top = lines * lineHeight + 6;
  const whole = { width: left + width, height: top + height + 24 };
  const pen = new SvgPen();
  pen.rectangle(0, 0, whole.width, whole.height, colors.ground, 1);
  const middle = (line: number): number => lineHeight * (line + 0.5) + 2;
  const from = left + 8;
  pen.disc({ x: from + 8, y: middle(0) }, 3, colors.negative);
  if (names.hasArrows) drawArrow(pen, { x: from, y: middle(1) }, { x: from + 16, y: middle(1) }, colors.positive);
  else pen.rectangle(from + 5, middle(1) - 3, 6, 6, colors.positive, 1);
  pen.text(from + 24, middle(0), rows, colors.ink);
  pen.text(from + 24, middle(1), columns, colors.ink);
  if (shares !== null) pen.text(from + 24, middle(2), shares, colors.quiet);
  return svgFile(whole.width, whole.height, fontSize, [
    ...pen.parts,
    `<svg x="${left}" y="${top}" width="${width}" height="${height}">${plane.join('')}</svg>`,
    svgText(left + width / 2, top + height + 16, across, colors.ink, 'middle'),
    ...(up === null ? [] : [svgUpright(16, top + height / 2, up, colors.ink)]),
  ]);
}
