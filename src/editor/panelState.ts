import type { FaultData } from '../matrix/fault';
import { isIterative } from '../protocol/iterative';
import { methodTitles } from '../protocol/methods';
import type { MethodChoice, PanelSource, PanelState } from '../protocol/panel';
import { ratingsSolvers } from '../protocol/methods';
import type { AnalysisRequest } from '../protocol/request';
import { methodOffers } from './methods';
import type { Run } from './runner';
import type { Entry, Source } from './store';

function panelSource(source: Source): PanelSource {
  return { title: source.title, document: source.document, line: source.kind === 'text' ? source.line : null };
}

/** `awaited`: what the run is in line behind; null where it is not. */
export function runningState(
  { source, request, progress, history, paused, ending }: Run,
  awaited: Run | null,
): PanelState {
  return {
    view: 'running',
    source: panelSource(source),
    method: askedTitle(request),
    progress,
    history,
    course: !isIterative(request) ? 'direct' : ending ? 'ending' : paused ? 'paused' : 'iterating',
    ...(awaited === null ? {} : { waitsFor: { title: awaited.source.title, paused: awaited.paused } }),
  };
}

/** The panel on a result. */
export function resultState({ id, source, analysis, stale }: Entry): PanelState {
  return {
    view: 'result',
    source: panelSource(source),
    analysis,
    stale,
    methods: methodsFor(analysis.request),
    linked: source.kind === 'text' && source.target !== null,
    entry: id,
  };
}

/** The panel on what kept work from having a result. */
export function faultState({ source, request }: Pick<Run, 'source' | 'request'>, fault: FaultData): PanelState {
  return { view: 'fault', source: panelSource(source), fault, methods: methodsFor(request) };
}

/** What was asked for, in words, while it is not known yet what it will be. */
export function askedTitle(request: AnalysisRequest): string {
  switch (request.kind) {
    case 'decompose':
      return request.method === 'auto' ? 'Choosing a decomposition' : methodTitles[request.method];
    case 'complete':
      if (request.check === true) return 'Checking cells';
      return request.solver === 'auto' ? 'Predicting missing cells' : methodTitles[request.solver];
    case 'reconstruct':
      return 'Multiplying the factors';
    case 'train':
      return request.solver === 'auto' ? 'Training a recommender' : methodTitles[request.solver];
  }
}

function methodsFor(request: AnalysisRequest): readonly MethodChoice[] {
  switch (request.kind) {
    case 'decompose':
      return methodOffers(request.matrix);
    case 'complete':
      return request.check === true ? [] : methodOffers(request.matrix);
    case 'train':
      return ratingsSolvers.map((id) => ({ id, title: methodTitles[id] }));
    case 'reconstruct':
      return [];
  }
}
