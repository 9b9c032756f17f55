import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Course, PanelState } from '../../protocol/panel';
import type { HistoryPoint } from '../../protocol/results';
import type { PageActions } from '../context';
import { waitingSentence } from '../../protocol/waiting';
import { progressSentence } from '../model/sentences';
import { faultBox } from './faultBox';
import { methodMenu, revealButton, title } from './header';

/** What the page shows before anything was factored. */
export function emptyView(): TemplateResult {
  return html`<div class="centred">
    <h1>No result yet</h1>
    <p class="quiet">Put the cursor in a matrix, or select one, and run Factorize.</p>
  </div>`;
}

export function faultView(
  { source, fault, methods }: Extract<PanelState, { readonly view: 'fault' }>,
  actions: PageActions,
): TemplateResult {
  return html`
    ${source ? html`<div class="bar">${title(source, actions)}</div>` : nothing} ${faultBox(fault)}
    ${
      source
        ? html`<div class="buttons">
            <vscode-button @click=${() => actions.perform({ ask: 'rerun', method: null })}
              >${fault.kind === 'cancelled' ? 'Run again' : 'Try again'}</vscode-button
            >
            ${methods.length > 0 ? methodMenu(methods, actions) : nothing} ${revealButton(source, actions)}
          </div>`
        : nothing
    }
  `;
}

/** What comes before how far the work is. */
const courseWords: Readonly<Record<Course, string>> = {
  direct: '',
  iterating: '',
  paused: 'Paused. ',
  ending: 'Ending with the best so far. ',
};

/** `hasModel`: whether there is something to end with. */
function runButtons(course: Course, hasModel: boolean, actions: PageActions): TemplateResult {
  const paused = course === 'paused';
  const goes = course === 'iterating' || paused;
  return html`
    ${
      goes
        ? html`<vscode-button @click=${() => actions.perform({ ask: paused ? 'resume' : 'pause' })}
            >${paused ? 'Resume' : 'Pause'}</vscode-button
          >`
        : nothing
    }
    ${
      goes && hasModel
        ? html`<vscode-button
            secondary
            title="End now and keep the best so far"
            @click=${() => actions.perform({ ask: 'stop' })}
            >Stop</vscode-button
          >`
        : nothing
    }
    <vscode-button secondary @click=${() => actions.perform({ ask: 'cancel' })}>Cancel</vscode-button>
  `;
}

/** `history` holds the points that came in so far; `pace` is how fast it is, null where nobody knows yet. */
export function runningView(
  { source, method, progress, course, waitsFor }: Extract<PanelState, { readonly view: 'running' }>,
  history: readonly HistoryPoint[],
  pace: string | null,
  actions: PageActions,
): TemplateResult {
  const share = progress && progress.total !== null && progress.total > 0 ? progress.done / progress.total : null;
  const percent = share === null ? '' : ` (${Math.floor(100 * share)}%)`;
  return html`
    <div class="bar">
      ${title(source, actions)}
      <span class="quiet detail">${method}</span>
      <div class="buttons">${runButtons(course, progress?.phase === 'training', actions)}</div>
    </div>
    <div class="progress">
      <vscode-progress-bar
        aria-label="Progress"
        .value=${share === null ? (course === 'paused' ? 0 : Number.NaN) : 100 * share}
        ?indeterminate=${share === null && course !== 'paused'}
      ></vscode-progress-bar>
      <p class="quiet" role="status">
        ${courseWords[course]}${waitsFor ? waitingSentence(waitsFor) : progressSentence(progress)}${percent}${pace === null ? '' : `, ${pace}`}
      </p>
      ${
        waitsFor
          ? html`<vscode-button secondary @click=${() => actions.perform({ ask: 'showAwaited' })}
              >Show ${waitsFor.title}</vscode-button
            >`
          : nothing
      }
    </div>
    ${history.length > 1 ? html`<factorize-curve of=${source.line === null ? 'ratings' : 'cells'} .history=${history}></factorize-curve>` : nothing}
  `;
}
