import type { Progress } from '../protocol/control';
import type { PanelState } from '../protocol/panel';
import { withhold } from './withhold';

/** Cells of a matrix that the page is given with its own text; a larger one is sent when it asks. */
const mostCells = 2_500;

/** What the page is given with its own text: the state as it would be sent; null where it is so large that it is sent when the page asks. */
export function stateToGive(state: PanelState): PanelState | null {
  const sent = withhold(state);
  return isSmall(sent) ? sent : null;
}

/** Whether a state is so small that writing it down costs nothing to speak of. */
function isSmall(state: PanelState): boolean {
  if (state.view !== 'result') return state.view !== 'running' || state.history.length <= mostCells;
  const { analysis } = state;
  const cells = analysis.factors.reduce((total, { rows, columns }) => total + rows * columns, 0);
  const reconstruction = analysis.kind === 'train' ? null : analysis.reconstruction;
  const matrix = reconstruction === null ? 0 : reconstruction.rows * reconstruction.columns;
  return cells + matrix + analysis.history.length <= mostCells;
}

/** The state after a report of progress, so that a page that comes back while work runs gets the whole curve. */
export function advance(state: PanelState, progress: Progress): PanelState {
  if (state.view !== 'running') return state;
  return { ...state, progress, history: [...state.history, ...progress.points] };
}
