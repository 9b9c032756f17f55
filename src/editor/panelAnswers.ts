import * as vscode from 'vscode';
import { faults } from '../matrix/faults';
import type { PanelAction } from '../panel';
import type { CellRef, PanelAnswer, PanelAnswers } from '../protocol/panel';
import { stepsLatex } from '../protocol/steps';
import type { TrainingAnalysis } from '../protocol/results';
import type { WorkerPool } from '../workers/pool';
import { fill } from './filling';
import type { Fills } from './fills';
import type { LastEditor } from './lastEditor';
import { insertMatrixText, printedMatrix } from './matrixTexts';
import type { PanelController } from './panelController';
import { rerun, type Asked } from './rerun';
import { findItemsOf, findUsersOf, mostListed, recommendFor, similarTo } from './recommending';
import type { Runner } from './runner';
import type { Scanner } from './scanner';
import { saveModelOf } from './savingModel';
import { openSource, targetOf } from './sourceText';
import { historyOf, runsBeside } from './sessionRuns';
import type { OpenedModels } from './openedModels';
import type { Entry, Store, TextSource } from './store';
import { revealRange } from './textSource';

interface Means {
  readonly fills: Fills;
  readonly controller: PanelController;
  readonly store: Store;
  readonly opened: OpenedModels;
  readonly scanner: Scanner;
  readonly runner: Runner;
  readonly editor: LastEditor;
  readonly pool: () => Pick<WorkerPool, 'run'>;
}

/** Does what the panel's page asks for. Throws the fault that keeps it from being done. */
export function answerPanel<A extends PanelAction>(means: Means, ask: A): Promise<PanelAnswer<A>>;
export async function answerPanel(means: Means, ask: PanelAction): Promise<PanelAnswers[PanelAction['ask']]> {
  switch (ask.ask) {
    case 'selectCell':
      await selectCell(means, ask.cell);
      return null;
    case 'copyMatrix':
      await vscode.env.clipboard.writeText(printedOf(shownEntry(means), ask));
      return null;
    case 'insertMatrix':
      await insertMatrixText(means.editor, printedOf(shownEntry(means), ask), ask.format);
      return null;
    case 'copySteps':
      await vscode.env.clipboard.writeText(writtenSteps(shownEntry(means), ask.step));
      return null;
    case 'fill':
      await fillFrom(means, ask.cells);
      return null;
    case 'rerun':
      // The page is told of the work by events; it does not wait for the end here. Faults are its new state.
      await rerun(means, shownWork(means), ask.method).catch(() => undefined);
      return null;
    case 'cancel':
      means.controller.cancel();
      return null;
    case 'stop':
      means.controller.stop();
      return null;
    case 'pause':
    case 'resume':
      means.controller.pause(ask.ask === 'pause');
      return null;
    case 'showAwaited':
      means.controller.showAwaited();
      return null;
    case 'revealSource':
      await revealSource(shownWork(means), means.scanner);
      return null;
    case 'runs':
      return runsBeside(means, shownEntry(means));
    case 'history':
      return { points: historyOf(means, ask.entry) };
    case 'saveModel':
      await saveModelOf(shownTraining(means));
      return null;
    case 'findUsers':
      return findUsersOf(means.pool(), shownTraining(means), ask.query, mostListed);
    case 'recommend':
      return recommendFor(means.pool(), shownTraining(means), ask.asker);
    case 'findItems':
      return findItemsOf(means.pool(), shownTraining(means), ask.query, mostListed);
    case 'similar':
      return similarTo(means.pool(), shownTraining(means), ask.side, ask.id, ask.atLeast);
  }
}

/** Shows where a result comes from: its matrix, or the ratings file. */
export async function revealSource({ source }: Pick<Entry, 'source'>, scanner: Scanner): Promise<void> {
  if (source.kind === 'file') {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(source.uri));
    return;
  }
  const text = await openSource(source, scanner);
  await revealRange(text.document, targetOf(source, text).block, false);
}

/** One step of a result, or all, as LaTeX. */
function writtenSteps({ analysis }: Entry, step: number | 'all'): string {
  const steps = analysis.kind === 'decompose' ? (analysis.steps ?? []) : [];
  const chosen = step === 'all' ? steps : steps.slice(step, step + 1);
  if (chosen.length === 0) throw faults.noResults();
  return stepsLatex(chosen);
}

function printedOf({ analysis, source }: Entry, ask: Parameters<typeof printedMatrix>[1]): string {
  return printedMatrix(analysis, ask, vscode.Uri.parse(source.uri));
}

async function selectCell({ controller, scanner }: Means, { row, column }: CellRef): Promise<void> {
  const { source } = shownText({ controller });
  const text = await openSource(source, scanner);
  const { block } = targetOf(source, text);
  if (row >= block.rows || column >= block.columns) throw faults.noCell(row + 1, column + 1);
  const i = row * block.columns + column;
  await revealRange(text.document, { start: block.cellStarts[i]!, end: block.cellEnds[i]! }, true);
}

async function fillFrom({ controller, scanner, fills }: Means, cells: readonly CellRef[] | 'all'): Promise<void> {
  const { source, entry } = shownText({ controller });
  const { analysis } = entry;
  if (analysis.kind === 'train') throw faults.noMissingCellHere();
  const text = await openSource(source, scanner);
  if (!text.placements.every((placement) => placement?.fresh === true))
    throw faults.matrixGone(source.title, source.document);
  await fill(fills, text.document, targetOf(source, text).block, analysis, cells);
}

function shownWork({ controller }: Means): Asked {
  const asked = controller.asked();
  if (asked === null) throw faults.noResults();
  return asked;
}

function shownEntry({ controller }: Pick<Means, 'controller'>): Entry {
  const entry = controller.entry();
  if (entry === null) throw faults.noResults();
  return entry;
}

function shownText(means: Pick<Means, 'controller'>): { readonly source: TextSource; readonly entry: Entry } {
  const entry = shownEntry(means);
  if (entry.source.kind === 'file') throw faults.noResults();
  return { source: entry.source, entry };
}

function shownTraining(means: Means): TrainingAnalysis {
  const { analysis } = shownEntry(means);
  if (analysis.kind !== 'train') throw faults.noModel();
  return analysis;
}
