import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FaultData } from '../../matrix/fault';
import { toFaultData } from '../../matrix/faults';
import type { ScriptChoice } from '../../protocol/panel';
import type { ViewContext } from '../context';
import { controlStyles } from '../controlStyles';
import '../elements/choiceBar';
import { pythonTokens } from '../model/pythonTokens';
import { baseStyles, faultStyles } from '../styles';
import { faultBox } from './faultBox';

/** Characters that are coloured; a longer program holds a long matrix, and is shown plain. */
const mostColored = 60_000;

const anyLibrary = 'numpy';

/** The analysis as a program for another library: to read, to copy, to open. */
@customElement('factorize-code')
export class CodeView extends LitElement {
  @property({ attribute: false }) accessor context: ViewContext | null = null;
  @state() private accessor choices: readonly ScriptChoice[] | null = null;
  @state() private accessor program: { readonly id: string; readonly text: string } | null = null;
  @state() private accessor fault: FaultData | null = null;

  static override readonly styles = [
    baseStyles,
    faultStyles,
    controlStyles,
    css`
      pre {
        background: var(--vscode-textCodeBlock-background, transparent);
        border: 1px solid var(--line);
        font-family: var(--number-font);
        font-size: var(--number-size);
        margin: 0;
        max-height: 60vh;
        overflow: auto;
        padding: 10px 14px;
        tab-size: 4;
      }
      .comment {
        color: var(--quiet);
        font-style: italic;
      }
      .string {
        color: var(--vscode-debugTokenExpression-string, var(--ink));
      }
      .number-token {
        color: var(--vscode-debugTokenExpression-number, var(--ink));
      }
      .keyword {
        color: var(--vscode-debugTokenExpression-name, var(--ink));
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    const { context } = this;
    if (!context) return;
    const before = changed.get('context');
    if (changed.has('context') && before?.result.analysis !== context.result.analysis) void this.begin(context);
    else if (before && before.choices.script !== context.choices.script) void this.write(context);
  }

  override render(): TemplateResult | typeof nothing {
    const { context, choices, program } = this;
    if (!context) return nothing;
    if (this.fault) return faultBox(this.fault);
    if (choices === null) return html`<p class="quiet" role="status">Writing the program.</p>`;
    const chosen = this.chosen(context, choices);
    return html`
      <div class="controls">
        <factorize-choices
          label="Library"
          .choices=${choices}
          .chosen=${chosen?.id ?? ''}
          @choice=${(event: CustomEvent<string>) => context.choose({ script: event.detail })}
        ></factorize-choices>
        <span class="quiet">Needs ${chosen?.packages.join(', ')}.</span>
        <span class="buttons">
          <vscode-button secondary ?disabled=${!program} @click=${() => this.copy(context)}>Copy</vscode-button>
          <vscode-button secondary ?disabled=${!program} @click=${() => this.open(context)}
            >Open in editor</vscode-button
          >
        </span>
      </div>
      ${program ? html`<pre tabindex="0" aria-label="The program">${colored(program.text)}</pre>` : nothing}
    `;
  }

  private chosen({ choices: { script } }: ViewContext, choices: readonly ScriptChoice[]): ScriptChoice | undefined {
    return choices.find(({ id }) => id === script) ?? choices[0];
  }

  private copy(context: ViewContext): void {
    if (this.program) context.perform({ ask: 'copyText', text: this.program.text }, 'Copied the program.');
  }

  private open(context: ViewContext): void {
    if (this.program) context.perform({ ask: 'openText', text: this.program.text, language: 'python' });
  }

  private async begin(context: ViewContext): Promise<void> {
    [this.choices, this.program, this.fault] = [null, null, null];
    try {
      const choices = await context.ask({ ask: 'scriptChoices' });
      if (this.context?.result.analysis !== context.result.analysis) return;
      this.choices = choices;
      await this.write(this.context);
    } catch (error) {
      this.fault = toFaultData(error);
    }
  }

  private async write(context: ViewContext): Promise<void> {
    // where no library has the method, asking for any says which have, and what can be repeated
    const to = (this.choices && this.chosen(context, this.choices)?.id) ?? anyLibrary;
    try {
      const { text } = await context.ask({ ask: 'script', to });
      const isStill = this.context && this.choices && this.chosen(this.context, this.choices)?.id === to;
      if (isStill === true) this.program = { id: to, text };
    } catch (error) {
      this.fault = toFaultData(error);
    }
  }
}

const classes = { comment: 'comment', string: 'string', number: 'number-token', keyword: 'keyword' } as const;

function colored(program: string): TemplateResult | string | (TemplateResult | string)[] {
  if (program.length > mostColored) return program;
  return pythonTokens(program).map(({ kind, text }) =>
    kind === 'plain' ? text : html`<span class=${classes[kind]}>${text}</span>`,
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-code': CodeView;
  }
}
