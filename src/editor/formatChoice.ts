import * as vscode from 'vscode';
import { formatTitles, type Format } from '../matrix/block';

interface FormatItem extends vscode.QuickPickItem {
  readonly format: Format | null;
}

/** The formats by what they are for. One that is in no group does not compile. */
const groups: Readonly<Record<Format, 'Documents' | 'Data' | 'Code'>> = {
  latex: 'Documents',
  markdown: 'Documents',
  typst: 'Documents',
  csv: 'Data',
  tsv: 'Data',
  json: 'Data',
  spaced: 'Data',
  matrixmarket: 'Data',
  python: 'Code',
  matlab: 'Code',
  julia: 'Code',
  r: 'Code',
  mathematica: 'Code',
  maple: 'Code',
  c: 'Code',
};
const lastKey = 'factorize.lastFormat';

/** Asks for a format, the one chosen last at the top; null where the person picks none. */
export async function pickFormat(memory: vscode.Memento, placeHolder: string): Promise<Format | null> {
  const all = Object.keys(groups) as Format[];
  const last = all.find((format) => format === memory.get<unknown>(lastKey)) ?? null;
  const item = (format: Format): FormatItem => ({ label: formatTitles[format], format });
  const heading = (label: string): FormatItem => ({ label, kind: vscode.QuickPickItemKind.Separator, format: null });
  const items = (['Documents', 'Data', 'Code'] as const).flatMap((group) => [
    heading(group),
    ...all.filter((format) => groups[format] === group && format !== last).map(item),
  ]);
  const picked = await vscode.window.showQuickPick(
    last === null ? items : [heading('Last used'), item(last), ...items],
    { placeHolder },
  );
  const format = picked?.format ?? null;
  if (format !== null) await memory.update(lastKey, format);
  return format;
}
