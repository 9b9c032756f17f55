import { methodTitles } from '../protocol/methods';
import type { MethodChoice, PanelSource, PanelState } from '../protocol/panel';
import { ratingsSolvers } from '../protocol/methods';
import type { AnalysisRequest } from '../protocol/request';
import type { Analysis } from '../protocol/results';
import { methodOffers } from './methods';
import type { Run } from './runner';
import type { Entry, Source } from './store';

export function panelSource(source: Source): PanelSource {
  return { title: source.title, document: source.document, line: source.kind === 'text' ? source.line : null };
}

export function runningState({ source, request, progress, history }: Run): PanelState {
  return { view: 'running', source: panelSource(source), method: askedTitle(request), progress, history };
}

export function resultState({ source, analysis, stale }: Entry): PanelState {
  return {
    view: 'result',
    source: panelSource(source),
    analysis,
    stale,
    methods: methodsFor(analysis),
    linked: source.kind === 'text' && source.target !== null,
  };
}

/** What was asked for, in words, while it is not known yet what it will be. */
export function askedTitle(request: AnalysisRequest): string {
  switch (request.kind) {
    case 'decompose':
      return request.method === 'auto' ? 'Choosing a decomposition' : methodTitles[request.method];
    case 'complete':
      return request.solver === 'auto' ? 'Predicting missing cells' : methodTitles[request.solver];
    case 'reconstruct':
      return 'Multiplying the factors';
    case 'train':
      return request.solver === 'auto' ? 'Training a recommender' : methodTitles[request.solver];
  }
}

function methodsFor(analysis: Analysis): readonly MethodChoice[] {
  switch (analysis.kind) {
    case 'decompose':
    case 'complete':
      return methodOffers(analysis.request.matrix);
    case 'train':
      return ratingsSolvers.map((id) => ({ id, title: methodTitles[id] }));
    case 'reconstruct':
      return [];
  }
}
