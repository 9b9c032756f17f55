import * as vscode from 'vscode';
import { describe, type FaultData } from '../matrix/fault';
import { toFaultData } from '../matrix/faults';

const shown = new vscode.EventEmitter<FaultData>();
/** Every fault that a person is shown. */
export const onDidShowFault = shown.event;

/** A button beside a message, and what it does. */
export interface Remedy {
  readonly title: string;
  readonly act: () => unknown;
}

/**
 * Shows a fault where VS Code shows such things: nothing for what was cancelled, a warning for what the person can
 * put right, an error for work that failed. Resolves when the message is answered or goes away.
 */
export async function showFault(fault: FaultData, more: readonly Remedy[] = []): Promise<void> {
  const remedies = [...more, ...remediesFor(fault)];
  if (fault.kind !== 'cancelled') shown.fire(fault);
  const chosen = await show(
    fault,
    remedies.map(({ title }) => title),
  );
  await remedies.find(({ title }) => title === chosen)?.act();
}

function show(fault: FaultData, titles: readonly string[]): Thenable<string | undefined> {
  switch (fault.kind) {
    case 'cancelled':
      return Promise.resolve(undefined);
    case 'input':
    case 'usage':
      return vscode.window.showWarningMessage(asMessage(fault), ...titles);
    case 'work':
      return vscode.window.showErrorMessage(asMessage(fault), ...titles);
  }
}

/** VS Code reads `[text](address)` in messages as links, commands too: text of a document must not become one. */
function asMessage(fault: FaultData): string {
  return describe(fault).replaceAll('](', '] (');
}

function remediesFor({ place }: FaultData): readonly Remedy[] {
  const file = place?.file ?? null;
  if (place === null || file === null) return [];
  const { line, column } = place;
  const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  const uri = vscode.Uri.file(file);
  return [
    {
      title: 'Show place',
      act: () => vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) }),
    },
  ];
}

/** Does something, and shows whatever keeps it from being done. */
export async function showingFaults<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    // Not awaited: a message may stay for minutes, and the command is over.
    void showFault(toFaultData(error));
    return undefined;
  }
}
