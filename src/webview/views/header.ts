import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { MethodChoice, PanelSource } from '../../protocol/panel';
import { methodTitle } from '../../protocol/analyses';
import { skippedLineMessages } from '../../protocol/brokenLines';
import { counted, formatCount } from '../../protocol/quantities';
import type { Analysis, BrokenLines } from '../../protocol/results';
import '../elements/menuButton';
import type { PageActions, ViewContext } from '../context';
import { isTight } from '../room';
import { nextStep } from '../model/nextStep';
import { report } from '../model/report';
import { condition, facts, quality, sentenceStart, shapeText } from '../model/sentences';
import { tabsOf, tabTitle, type TabId } from '../model/tabs';
import { reportPictures } from './reportPictures';

/** The header's own: whether it is folded to how good the result is, and what its controls do. */
export interface HeaderState {
  readonly isFolded: boolean;
  readonly fold: (isFolded: boolean) => void;
  readonly open: (tab: TabId) => void;
}

/** What was factored and how, how good the result is, what to do next, why it was done so, and what the data cannot tell. */
export function resultHeader(context: ViewContext, header: HeaderState): TemplateResult {
  const { source, analysis, methods, stale } = context.result;
  return html`
    ${stale ? staleBanner(context) : nothing}
    <div class="bar">
      ${title(source, context)}
      <span class="quiet detail">${methodTitle(analysis)} · ${shapeText(context.result)}</span>
      <div class="buttons">
        ${methods.length > 0 ? methodMenu(methods, context) : nothing} ${revealButton(source, context)}
        ${moreMenu(context)} ${foldButton(header)}
      </div>
    </div>
    ${header.isFolded ? foldedSummary(analysis, header) : wholeSummary(analysis, header)}
  `;
}

function foldButton({ isFolded, fold }: HeaderState): TemplateResult {
  return html`<button
    class="fold"
    aria-label="Summary"
    aria-expanded=${!isFolded}
    title=${isFolded ? 'Show the whole summary' : 'Fold the summary to one line'}
    @click=${() => fold(!isFolded)}
  >
    <span class=${isFolded ? 'arrow' : 'arrow up'}></span>
  </button>`;
}

/** Never without the error, nor silent about warnings. */
function foldedSummary(analysis: Analysis, { fold }: HeaderState): TemplateResult {
  const text = qualityText(analysis);
  const { length } = analysis.warnings;
  return html`<div class="summary folded">
    <p title=${text}>${text}</p>
    ${
      length > 0
        ? html`<button class="link" @click=${() => fold(false)}>${counted(length, 'warning')}</button>`
        : nothing
    }
  </div>`;
}

function wholeSummary(analysis: Analysis, { open }: HeaderState): TemplateResult {
  return html`
    <div class="summary">
      <p>${qualityText(analysis)}</p>
      ${next(analysis, open)}
      ${
        analysis.warnings.length > 0
          ? html`<ul class="warnings" aria-label="Mind">
              ${analysis.warnings.map((warning) => html`<li>${warning}</li>`)}
            </ul>`
          : nothing
      }
      ${analysis.kind === 'train' ? skipped(analysis.broken) : nothing}
      <details class="how quiet" ?open=${!isTight()}>
        <summary>How it was done</summary>
        <p class="facts">
          ${[analysis.why, ...triedFirst(analysis)].join(' ')}
          ${facts(analysis).map((fact, i, all) => html` <span>${i > 0 ? fact : sentenceStart(fact)}${i < all.length - 1 ? ' ·' : ''}</span>`)}
        </p>
      </details>
    </div>
  `;
}

function qualityText(analysis: Analysis): string {
  return [...quality(analysis), ...condition(analysis)].join(' ');
}

function skipped(broken: BrokenLines | undefined): TemplateResult | typeof nothing {
  const lines = skippedLineMessages(broken);
  if (lines.length === 0) return nothing;
  return html`<details>
    <summary>Lines skipped: ${formatCount(broken?.count ?? 0)}</summary>
    <ul class="skipped-lines">
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
  </details>`;
}

function next(analysis: Analysis, open: (tab: TabId) => void): TemplateResult | typeof nothing {
  const step = nextStep(analysis);
  if (step === null) return nothing;
  const { tab, text } = step;
  if (tab === null || !tabsOf(analysis).includes(tab)) return html`<p>Next: ${text}</p>`;
  return html`<p class="next">
    Next:
    <button class="link" title=${`Opens ${tabTitle(tab, analysis)}`} @click=${() => open(tab)}>${text}</button>
  </p>`;
}

function triedFirst(analysis: Analysis): readonly string[] {
  return analysis.kind === 'decompose' ? (analysis.tried ?? []) : [];
}

/** Names the source, and leads there. */
export function title(source: PanelSource, actions: PageActions): TemplateResult {
  const place = source.line === null ? source.document : `${source.document}, line ${source.line}`;
  return html`<h1>
    <button title=${`${revealTitle(source)}: ${place}`} @click=${() => actions.perform({ ask: 'revealSource' })}>
      ${source.title}
    </button>
  </h1>`;
}

function revealTitle({ line }: PanelSource): string {
  return line === null ? 'Open file' : 'Go to source';
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

/** Left out where the page is narrow: the title leads there too. */
export function revealButton(source: PanelSource, actions: PageActions): TemplateResult {
  return html`<vscode-button class="reveal" secondary @click=${() => actions.perform({ ask: 'revealSource' })}
    >${revealTitle(source)}</vscode-button
  >`;
}

/** Copies the report, or opens it as a document, with its pictures in the colours at an element. */
async function writeReport(isCopied: boolean, context: ViewContext, element: Element): Promise<void> {
  try {
    const text = report(context.result, await reportPictures(context, element));
    if (isCopied) context.perform({ ask: 'copyText', text }, 'Copied the report as Markdown.');
    else context.perform({ ask: 'openText', text, language: 'markdown' });
  } catch (error) {
    context.fail(error);
  }
}

/** What else is done with the whole result. */
function moreMenu(context: ViewContext): TemplateResult {
  const { pinned } = context;
  const { analysis } = context.result;
  const onChoose = (event: CustomEvent<string>): void => {
    const { currentTarget } = event;
    if ((event.detail === 'report' || event.detail === 'openReport') && currentTarget instanceof Element)
      void writeReport(event.detail === 'report', context, currentTarget);
    else if (event.detail === 'saveModel') context.perform({ ask: 'saveModel' });
    else if (event.detail === 'pin') context.perform({ ask: 'pin' }, 'Pinned: the next result is compared with it.');
    else context.perform({ ask: 'unpin' }, 'Nothing is pinned any more.');
  };
  const models = analysis.kind === 'train' ? [[{ id: 'saveModel', title: 'Save model as…' }]] : [];
  const pins = [{ id: 'pin', title: 'Pin to compare with' }, ...(pinned ? [{ id: 'unpin', title: 'Unpin' }] : [])];
  const reports = [
    { id: 'report', title: 'Copy as report' },
    { id: 'openReport', title: 'Open as report' },
  ];
  return html`<factorize-menu
    label="More"
    about="More to do with the result"
    .groups=${[...models, reports, pins]}
    @menu-choose=${onChoose}
  ></factorize-menu>`;
}

function staleBanner(actions: PageActions): TemplateResult {
  return html`<div class="banner" role="status">
    <p>The text has changed since this was computed.</p>
    <vscode-button @click=${() => actions.perform({ ask: 'rerun', method: null })}>Factorize again</vscode-button>
  </div>`;
}
