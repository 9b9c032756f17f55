import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { MethodChoice, PanelSource, PanelState } from '../../protocol/panel';
import { methodTitle } from '../../protocol/analyses';
import type { Analysis } from '../../protocol/results';
import '../elements/menuButton';
import type { PageActions } from '../context';
import { facts, quality, shapeText } from '../model/sentences';

type Result = Extract<PanelState, { readonly view: 'result' }>;

/** What was factored and how, how good the result is, why it was done so, and what the data cannot tell. */
export function resultHeader({ source, analysis, methods, stale }: Result, actions: PageActions): TemplateResult {
  return html`
    ${stale ? staleBanner(actions) : nothing}
    <div class="bar">
      ${title(source, `${methodTitle(analysis)} · ${shapeText(analysis)}`)}
      <div class="buttons">
        ${methods.length > 0 ? methodMenu(methods, actions) : nothing} ${revealButton(source, actions)}
      </div>
    </div>
    <div class="summary">
      ${quality(analysis).map((sentence) => html`<p>${sentence}</p>`)}
      <p class="quiet">${[analysis.why, ...triedFirst(analysis)].join(' ')}</p>
      ${
        analysis.warnings.length > 0
          ? html`<ul class="warnings" aria-label="Mind">
              ${analysis.warnings.map((warning) => html`<li>${warning}</li>`)}
            </ul>`
          : nothing
      }
      <p class="quiet facts">${facts(analysis).map((fact, i) => html`${i > 0 ? ' · ' : ''}<span>${fact}</span>`)}</p>
    </div>
  `;
}

function triedFirst(analysis: Analysis): readonly string[] {
  return analysis.kind === 'decompose' ? (analysis.tried ?? []) : [];
}

/** The line that names the source; `detail` says what is done with it. */
export function title(source: PanelSource, detail: string): TemplateResult {
  const place = source.line === null ? source.document : `${source.document}, line ${source.line}`;
  return html`<div class="title">
    <h2 title=${place}>${source.title}</h2>
    <span class="quiet detail">${detail}</span>
  </div>`;
}

/** Does the work by another method. */
export function methodMenu(methods: readonly MethodChoice[], actions: PageActions): TemplateResult {
  return html`<factorize-menu
    label="Method"
    about="Factorize with another method"
    .groups=${[methods]}
    @menu-choose=${(event: CustomEvent<string>) => actions.perform({ ask: 'rerun', method: event.detail })}
  ></factorize-menu>`;
}

function revealButton(source: PanelSource, actions: PageActions): TemplateResult {
  const label = source.line === null ? 'Open file' : 'Go to source';
  return html`<vscode-button secondary @click=${() => actions.perform({ ask: 'revealSource' })}
    >${label}</vscode-button
  >`;
}

function staleBanner(actions: PageActions): TemplateResult {
  return html`<div class="banner" role="status">
    <p>The text has changed since.</p>
    <vscode-button @click=${() => actions.perform({ ask: 'rerun', method: null })}>Factorize again</vscode-button>
  </div>`;
}
