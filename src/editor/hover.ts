import * as vscode from 'vscode';
import { blockAt } from '../documents';
import { describe } from '../matrix/fault';
import { toFaultData } from '../matrix/faults';
import type { MatrixBlock } from '../matrix/block';
import { determined, predictionsOf, surprising } from '../protocol/analyses';
import type { CellRef } from '../protocol/panel';
import type { Prediction } from '../protocol/results';
import { commandLink, type BlockArgument } from './arguments';
import { cellAt, isMissing } from './cells';
import { knownCellText, predictionText, surprisingText, unknownCellText, type Link } from './hoverText';
import { predictionAt, resultFor, type CellAnalysis } from './lookup';
import { commandIds } from './names';
import type { QuickCompletions } from './quick';
import { resultsIn } from './results';
import type { Scanner } from './scanner';
import { readOptions } from './settings';
import type { Store } from './store';
import { rangeOf, textSource } from './textSource';

/** The commands a hover may link to, and no others. */
const linked = [commandIds.factorize, commandIds.factorizeWith, commandIds.fill, commandIds.inspect];

/** What is known of the cell under the mouse: its prediction and the sum behind it, or how well it is reconstructed. */
export class CellHover implements vscode.HoverProvider {
  constructor(
    private readonly store: Store,
    private readonly scanner: Scanner,
    private readonly quick: QuickCompletions,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | null> {
    const results = await resultsIn(document, this.scanner, this.store);
    const offset = document.offsetAt(position);
    const block = results === null ? null : blockAt(results.blocks, offset);
    const at = block === null ? null : cellAt(block, offset);
    if (results === null || block === null || at === null) return null;
    const i = at.row * block.columns + at.column;
    const range = rangeOf(document, { start: block.cellStarts[i]!, end: block.cellEnds[i]! });
    const about = results.placed.filter(
      (placed) => placed.block.start === block.start && placed.block.end === block.end,
    );
    const argument = { uri: document.uri.toString(), start: block.start };
    if (!isMissing(block, at)) {
      for (const { analysis, entry } of about) {
        const mark = surprising(analysis).find(({ row, column }) => row === at.row && column === at.column);
        if (mark !== undefined) return hover(surprisingText(analysis, mark, [inspectLink(entry.id)]), range);
      }
      const newest = about[0];
      if (newest === undefined || Number.isNaN(block.values[i]!)) return null;
      const links = [inspectLink(newest.entry.id)];
      return hover(knownCellText(newest.analysis, at, block.values[i]!, links), range);
    }
    for (const { analysis, entry } of about) {
      const prediction = predictionAt(analysis, at);
      if (prediction === null) continue;
      const links = [...fillLinks(argument, analysis, prediction), inspectLink(entry.id), methodLink(argument)];
      return hover(predictionText(analysis, prediction, links), range);
    }
    const soFar = resultFor(block, results.soFar);
    const prediction = soFar === null ? null : predictionAt(soFar.analysis, at);
    if (soFar !== null && prediction !== null) return hover(predictionText(soFar.analysis, prediction, []), range);
    return this.hoverUnasked(document, results.blocks, block, at, range, token);
  }

  private async hoverUnasked(
    document: vscode.TextDocument,
    blocks: readonly MatrixBlock[],
    block: MatrixBlock,
    at: CellRef,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | null> {
    const argument = { uri: document.uri.toString(), start: block.start };
    const predict = { title: 'Predict', address: commandLink(commandIds.factorize, argument) };
    try {
      const source = textSource(document, blocks, [block], 0);
      const analysis = await this.quick.complete(source, block, readOptions(document.uri), token);
      const prediction = analysis === null ? null : predictionAt(analysis, at);
      if (analysis === null || prediction === null) return hover(unknownCellText(at, null, [predict]), range);
      const links = [...fillLinks(argument, analysis, prediction), predict, methodLink(argument)];
      return hover(predictionText(analysis, prediction, links), range);
    } catch (error) {
      if (token.isCancellationRequested) return null;
      return hover(unknownCellText(at, describe(toFaultData(error)), []), range);
    }
  }
}

/** What is not determined is not filled. */
function fillLinks(argument: BlockArgument, analysis: CellAnalysis, prediction: Prediction): Link[] {
  const { row, column, certainty } = prediction;
  const count = determined(predictionsOf(analysis)).length;
  const one = { title: 'Fill', address: commandLink(commandIds.fill, { ...argument, row, column }) };
  const all = { title: `Fill all ${count}`, address: commandLink(commandIds.fill, argument) };
  return [...(certainty === 'undetermined' ? [] : [one]), ...(count < 2 ? [] : [all])];
}

function inspectLink(id: number): Link {
  return { title: 'Inspect', address: commandLink(commandIds.inspect, { node: 'result', id }) };
}

function methodLink(argument: BlockArgument): Link {
  return { title: 'Change method', address: commandLink(commandIds.factorizeWith, argument) };
}

function hover(text: string, range: vscode.Range): vscode.Hover {
  const markdown = new vscode.MarkdownString(text, true);
  markdown.isTrusted = { enabledCommands: linked };
  return new vscode.Hover(markdown, range);
}
