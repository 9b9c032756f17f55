import { html, type TemplateResult } from 'lit';
import '../elements/menuButton';
import { formats, formatTitles } from '../../matrix/block';
import type { MatrixRef } from '../../protocol/panel';
import type { PageActions } from '../context';

const groups = [
  formats.map((format) => ({ id: `copyMatrix ${format}`, title: `Copy as ${formatTitles[format]}` })),
  formats.map((format) => ({ id: `insertMatrix ${format}`, title: `Insert at cursor as ${formatTitles[format]}` })),
];

/** The menu of what can be done with one matrix: copy it, or insert it at the cursor. */
export function matrixMenu(matrix: MatrixRef, name: string, actions: PageActions): TemplateResult {
  const onChoose = (event: CustomEvent<string>): void => {
    const [verb, written] = event.detail.split(' ');
    const format = formats.find((one) => one === written);
    if (!format) return;
    if (verb === 'copyMatrix')
      actions.perform({ ask: 'copyMatrix', matrix, format }, `Copied ${name} as ${formatTitles[format]}.`);
    else actions.perform({ ask: 'insertMatrix', matrix, format }, `Inserted ${name} as ${formatTitles[format]}.`);
  };
  return html`<factorize-menu
    quiet
    label="Copy"
    about=${name}
    .groups=${groups}
    @menu-choose=${onChoose}
  ></factorize-menu>`;
}
