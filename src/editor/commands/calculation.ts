import * as vscode from 'vscode';
import { describe } from '../../matrix/fault';
import { toFaultData } from '../../matrix/faults';
import type { CalculatedPart, Calculation } from '../../protocol/calculation';
import { partsOf, preview } from './calculated';

/** Before the calculation starts, so that not every letter of a long expression starts one. */
const pauseMilliseconds = 200;

const fractions: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('symbol-numeric'),
  tooltip: 'Calculate in fractions, or in decimals again',
};

/** What a line of the list stands for: a value to take, an expression to start from, or a remark. */
interface Line extends vscode.QuickPickItem {
  readonly part: CalculatedPart | null;
  readonly expression: string | null;
}

/** The state a person leaves the list in. */
export interface Typed {
  readonly expression: string;
  readonly isExact: boolean;
}

interface Asked {
  /** The names that an expression may hold, as a person is told them. */
  readonly names: readonly string[];
  /** Expressions to start from, under the headings they stand below. */
  readonly suggestions: ReadonlyMap<string, readonly string[]>;
  readonly isExact: boolean;
  readonly calculate: (typed: Typed, signal: AbortSignal) => Promise<Calculation>;
}

/** Asks for an expression and shows what it comes to while it is typed; the value chosen, or null. */
export function askCalculation(asked: Asked): Promise<(Typed & { readonly part: CalculatedPart }) | null> {
  const list = vscode.window.createQuickPick<Line>();
  let isExact = asked.isExact;
  let timer: NodeJS.Timeout | null = null;
  let running = new AbortController();

  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    running.abort();
    running = new AbortController();
  };
  const show = async (expression: string, { signal }: AbortController): Promise<void> => {
    const lines = await asked.calculate({ expression, isExact }, signal).then(valueLines, faultLines);
    if (signal.aborted) return;
    list.busy = false;
    list.items = lines;
  };
  const restart = (): void => {
    stop();
    const expression = list.value.trim();
    list.title = isExact ? 'Calculate in fractions' : 'Calculate';
    list.busy = expression !== '';
    if (expression === '') list.items = suggestionLines(asked.suggestions);
    else timer = setTimeout(() => void show(expression, running), pauseMilliseconds);
  };

  list.placeholder =
    asked.names.length === 0
      ? 'An expression; there is no matrix here'
      : `An expression over ${asked.names.join(', ')}`;
  list.buttons = [fractions];
  list.matchOnDescription = false;
  restart();
  list.onDidChangeValue(restart);
  list.onDidTriggerButton(() => {
    isExact = !isExact;
    restart();
  });
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      const line = list.activeItems[0] ?? list.items[0];
      if (line === undefined || list.busy) return;
      if (line.expression !== null) {
        list.value = line.expression;
        restart();
      } else if (line.part !== null) {
        resolve({ expression: list.value.trim(), isExact, part: line.part });
        list.hide();
      }
    });
    list.onDidHide(() => {
      stop();
      list.dispose();
      resolve(null);
    });
    list.show();
  });
}

function valueLines({ expression, value, warnings }: Calculation): Line[] {
  const parts = partsOf(expression, value);
  const lines = parts.map((part): Line => ({
    label: preview(part.value),
    ...(parts.length > 1 ? { description: part.name } : {}),
    ...always,
    ...{ part, expression: null },
  }));
  const remarks = parts.length === 0 ? ['There is nothing in it to insert.', ...warnings] : warnings;
  return [...lines, ...remarks.map(remarkLine)];
}

function faultLines(error: unknown): Line[] {
  const fault = toFaultData(error);
  return fault.kind === 'cancelled' ? [] : [remarkLine(describe(fault))];
}

function suggestionLines(suggestions: ReadonlyMap<string, readonly string[]>): Line[] {
  return [...suggestions].flatMap(([heading, expressions]) =>
    expressions.length === 0
      ? []
      : [
          { label: heading, kind: vscode.QuickPickItemKind.Separator, part: null, expression: null },
          ...expressions.map((expression): Line => ({ label: expression, part: null, expression })),
        ],
  );
}

/** The list filters by what is typed, which is an expression and not a part of a label. */
const always = { alwaysShow: true } as const;

function remarkLine(text: string): Line {
  return { label: `$(info) ${text}`, ...always, part: null, expression: null };
}
