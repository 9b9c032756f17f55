import { cellsOfContext } from '../cells/ofContext';
import type { ViewContext } from '../context';
import { standalone } from '../model/chartFiles';
import { gridSvg } from '../model/gridPicture';
import { spansDecades } from '../model/history';
import { colorsAt } from '../model/pictures';
import type { ReportPicture } from '../model/report';
import { labelsOf } from '../../protocol/analyses';
import { thin } from '../../protocol/history';
import type { HistoryPoint } from '../../protocol/results';

/** Cells of a grid that is drawn in a report: the picture is part of its text. */
const mostCells = 600;
const chartWidth = 640;

/** The grids of a result that are small, and the curve of its run, in the theme's colours as they stand at an element. */
export async function reportPictures(
  context: Pick<ViewContext, 'result' | 'ask'>,
  element: Element,
): Promise<readonly ReportPicture[]> {
  const { analysis } = context.result;
  const colors = colorsAt(element);
  const shown = cellsOfContext(context);
  const { reconstruction, largest } = shown;
  const grids = [
    ...analysis.factors.map((one) => ({
      name: one.name,
      ...shown.factor(one),
      labels: { rows: one.rowLabels, columns: one.columnLabels },
    })),
    ...(reconstruction ? [{ name: 'Reconstruction', cells: reconstruction, labels: labelsOf(analysis), largest }] : []),
  ].filter(({ cells }) => cells.isWhole && cells.rows * cells.columns <= mostCells);
  return [
    ...grids.map((grid) => ({ name: grid.name, svg: gridSvg(grid, colors) })),
    ...(analysis.history.length > 1 ? [await objectivePicture(analysis.history, element)] : []),
  ];
}

/** The objective over the iterations. Plot comes in a chunk of its own. */
async function objectivePicture(history: readonly HistoryPoint[], element: Element): Promise<ReportPicture> {
  const { drawCurve } = await import(/* webpackChunkName: "plot" */ '../elements/drawCurve');
  const points = thin(history).map(({ iteration, objective }) => ({ x: iteration, y: objective }));
  const drawn = drawCurve([{ title: 'objective', color: 'var(--negative)', dashes: null, dots: false, points }], {
    width: chartWidth,
    logarithmic: spansDecades(points.map(({ y }) => y)),
    logarithmicX: false,
    label: 'Objective',
    xLabel: 'iteration',
    rules: [],
  });
  return { name: 'Objective', svg: standalone(drawn, element) };
}
