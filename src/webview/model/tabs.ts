import type { MatrixRef } from '../../protocol/panel';
import type { DecompositionMethod } from '../../protocol/methods';
import type { Analysis } from '../../protocol/results';
import { predictionsOf } from '../../protocol/analyses';
import { isFactorSum } from './factorSum';

const tabIds = [
  'factors',
  'properties',
  'spectrum',
  'steps',
  'reconstruction',
  'latent',
  'missing',
  'choice',
  'training',
  'recommendations',
  'code',
  'compare',
] as const;
export type TabId = (typeof tabIds)[number];

const tabTitles: Readonly<Record<TabId, string>> = {
  factors: 'Factors',
  properties: 'Properties',
  spectrum: 'Spectrum',
  choice: 'Choice of rank',
  steps: 'Steps',
  reconstruction: 'Reconstruction',
  latent: 'Latent space',
  missing: 'Missing cells',
  training: 'Training',
  recommendations: 'Recommendations',
  code: 'Code',
  compare: 'Compare',
};

/** What comes out of methods that take no matrix apart into factors. */
const outcomes: Partial<Record<DecompositionMethod, string>> = {
  solve: 'Solution',
  nullspace: 'Basis',
  orth: 'Basis',
  pinv: 'Inverse',
};

/** What a tab is called, by what it shows of this result. */
export function tabTitle(tab: TabId, analysis: Analysis): string {
  if (tab === 'missing' && isCheck(analysis)) return 'Surprising cells';
  const outcome = tab === 'factors' && analysis.kind === 'decompose' ? outcomes[analysis.method] : undefined;
  return outcome ?? tabTitles[tab];
}

const isCheck = (analysis: Analysis): boolean => analysis.kind === 'complete' && analysis.checked !== undefined;

/** The tab with what was asked for by name, such as steps; null where any may come first. */
export function askedTab(analysis: Analysis): TabId | null {
  if (isCheck(analysis)) return 'missing';
  if (analysis.kind !== 'decompose') return null;
  if ((analysis.steps ?? []).length > 0) return 'steps';
  if (analysis.method === 'denoise') return 'reconstruction';
  return analysis.method === 'approximate' ? 'spectrum' : null;
}

/** The tabs that have something to show, in order; `pinned`: there is a result to compare with. */
export function tabsOf(analysis: Analysis, pinned = false): readonly TabId[] {
  const details = analysis.kind === 'decompose' ? analysis : null;
  const shown: Readonly<Record<TabId, boolean>> = {
    factors: analysis.factors.length > 0,
    properties: details !== null && (details.quantities ?? []).length > 0,
    spectrum: details?.spectrum !== undefined,
    choice: analysis.kind === 'complete' && analysis.triedSettings.length > 1,
    steps: details !== null && (details.steps ?? []).length > 0,
    reconstruction: analysis.kind !== 'train' && analysis.reconstruction !== null,
    latent: isFactorSum(analysis),
    missing: predictionsOf(analysis).length > 0,
    training: analysis.history.length > 0,
    recommendations: analysis.kind === 'train',
    code: true,
    compare: pinned,
  };
  return tabIds.filter((tab) => shown[tab]);
}

/** By which the page finds the figure of a matrix. */
export function matrixKey(matrix: MatrixRef): string {
  return typeof matrix === 'object' ? `factor ${matrix.factor}` : matrix;
}

/** The tab that a matrix stands in. */
export function tabOf(matrix: MatrixRef): TabId {
  return typeof matrix === 'object' ? 'factors' : 'reconstruction';
}

/** The tab to show: the one the person chose, where this result has it. */
export function currentTab(tabs: readonly TabId[], chosen: TabId | null): TabId | null {
  return tabs.find((tab) => tab === chosen) ?? tabs[0] ?? null;
}
