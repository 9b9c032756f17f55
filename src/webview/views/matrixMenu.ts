import { html, type TemplateResult } from 'lit';
import '../elements/menuButton';
import { formats, formatTitles } from '../../matrix/block';
import type { MatrixRef } from '../../protocol/panel';
import type { PageActions } from '../context';
import { gridCsv, gridSvg, type GridSource } from '../model/gridPicture';
import { colorsAt, pngOf } from '../model/pictures';
import { saves } from '../model/saves';

const copies = formats.map((format) => ({ id: `copyMatrix ${format}`, title: `Copy as ${formatTitles[format]}` }));
const inserts = formats.map((format) => ({
  id: `insertMatrix ${format}`,
  title: `Insert at cursor as ${formatTitles[format]}`,
}));
const saved = saves.map(({ id, title }) => ({ id: `save ${id}`, title }));

/** Cells of a file that the page writes at most: its text is made at once. */
const mostCells = 1_000_000;

/** The menu of what can be done with one matrix: copy it, insert it at the cursor, save it as a picture or as data. */
export function matrixMenu(matrix: MatrixRef, name: string, actions: PageActions, source: GridSource): TemplateResult {
  const { rows, columns } = source.cells;
  const onChoose = (event: CustomEvent<string>): void => {
    const [verb, written] = event.detail.split(' ');
    if (verb === 'save' && event.currentTarget instanceof Element) {
      void save(written ?? '', source, event.currentTarget, actions);
      return;
    }
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
    .groups=${rows * columns <= mostCells ? [copies, saved, inserts] : [copies, inserts]}
    @menu-choose=${onChoose}
  ></factorize-menu>`;
}

async function save(kind: string, source: GridSource, element: Element, actions: PageActions): Promise<void> {
  const { cells } = source;
  try {
    await cells.load({ row: 0, column: 0, rows: cells.rows, columns: cells.columns });
    const svg = (): string => gridSvg(source, colorsAt(element));
    const content = kind === 'csv' ? gridCsv(source) : kind === 'png' ? await pngOf(svg()) : svg();
    actions.perform({ ask: 'saveFile', name: `${fileName(source.name)}.${kind}`, content });
  } catch (error) {
    actions.fail(error);
  }
}

/** A name as a file may have it on any system. */
function fileName(name: string): string {
  return name.replaceAll(/[\\/:*?"<>|\s]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'matrix';
}
