import type { Progress } from '../protocol/control';
import type { PanelState } from '../protocol/panel';

/** The state after a report of progress, so that a page that comes back while work runs gets the whole curve. */
export function advance(state: PanelState, progress: Progress): PanelState {
  if (state.view !== 'running') return state;
  return { ...state, progress, history: [...state.history, ...progress.points] };
}
