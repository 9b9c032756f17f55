import * as vscode from 'vscode';
import type { Columns, PreviewColumn, RatingsPreview } from '../../protocol/ratingsFile';
import type { Services } from '../services';

/** What a person decides before a training. */
export interface TrainingChoice {
  /** Null where they are told by the file itself. */
  readonly columns: Columns | null;
  /** Whether rank and regularization are searched for. */
  readonly search: boolean;
}

type Meaning = keyof Columns;
const meanings: readonly Meaning[] = ['user', 'item', 'rating', 'time'];

/**
 * Shows what the columns of a ratings file are taken for, and lets the person change that before they train; what they
 * chose is remembered for the file. Null where they leave. Throws the faults of reading the first lines.
 */
export async function chooseTraining(
  { pool, memory }: Services,
  uri: vscode.Uri,
  canSearch: boolean,
): Promise<TrainingChoice | null> {
  const preview = await pool().run({ kind: 'preview-ratings', path: uri.fsPath });
  const key = `factorize.columns ${uri.toString()}`;
  const before = memory.get<Columns>(key) ?? null;
  let columns = before !== null && preview !== null && fits(before, preview) ? before : null;
  for (;;) {
    const shown = columns ?? preview?.recognised ?? null;
    const picked = await pickStep(uri, preview, shown, canSearch);
    if (picked === null) return null;
    if (picked.step === 'column') {
      columns = (await pickMeaning(preview!.columns, picked.at, shown)) ?? columns;
      await memory.update(key, columns ?? undefined);
    } else if (preview === null || isWhole(shown)) return { columns, search: picked.step === 'search' };
  }
}

type Step = { readonly step: 'train' | 'search' } | { readonly step: 'column'; readonly at: number };
type StepItem = vscode.QuickPickItem & { readonly picks: Step | null };

async function pickStep(
  uri: vscode.Uri,
  preview: RatingsPreview | null,
  shown: Columns | null,
  canSearch: boolean,
): Promise<Step | null> {
  const canTrain = preview === null || isWhole(shown);
  const search: StepItem = {
    label: '$(search) Search rank and regularization, then train',
    description: 'several trainings on parts of the ratings',
    picks: { step: 'search' },
  };
  const steps: StepItem[] = [{ label: '$(play) Train', picks: { step: 'train' } }, ...(canSearch ? [search] : [])];
  const columns = (preview?.columns ?? []).map((column, at): StepItem => ({
    label: columnTitle(column, at),
    description: takenFor(shown, at),
    detail: column.cells.join('  ·  '),
    picks: { step: 'column', at },
  }));
  const heading: StepItem[] =
    columns.length === 0
      ? []
      : [{ label: 'columns, to change what one is', kind: vscode.QuickPickItemKind.Separator, picks: null }];
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const picked = await vscode.window.showQuickPick<StepItem>([...(canTrain ? steps : []), ...heading, ...columns], {
    title: `Train on ${name}`,
    placeHolder: placeHolderOf(shown, canTrain),
    ignoreFocusOut: true,
  });
  return picked?.picks ?? null;
}

function placeHolderOf(shown: Columns | null, canTrain: boolean): string {
  if (!canTrain) return 'Say which columns are user, item and, where there is one, rating';
  return shown?.rating === -1
    ? 'No column is the rating: each line counts as one choice. Train so, or change one'
    : 'Train with the columns as they are, or change one';
}

/** The columns with one of them as the person says; null where they leave it as it is. */
async function pickMeaning(
  columns: readonly PreviewColumn[],
  at: number,
  before: Columns | null,
): Promise<Columns | null> {
  const none = 'not used';
  const picked = await vscode.window.showQuickPick([...meanings, none], {
    title: `What is in ${columnTitle(columns[at]!, at)}?`,
    placeHolder: columns[at]!.cells.join(', '),
  });
  if (picked === undefined) return null;
  const now = { ...(before ?? { user: -1, item: -1, rating: -1, time: -1 }) };
  // What the column was goes to where that meaning came from, so that two are exchanged.
  const was = meanings.find((meaning) => now[meaning] === at);
  const is = meanings.find((meaning) => meaning === picked);
  if (was !== undefined) now[was] = is === undefined ? -1 : now[is];
  if (is !== undefined) now[is] = at;
  return now;
}

function takenFor(columns: Columns | null, at: number): string {
  const meaning = meanings.find((one) => columns?.[one] === at);
  return meaning === undefined ? 'not used' : `taken for the ${meaning}`;
}

const columnTitle = ({ name }: PreviewColumn, at: number): string =>
  name === null || name === '' ? `Column ${at + 1}` : name;

const isWhole = (columns: Columns | null): boolean => columns !== null && Math.min(columns.user, columns.item) >= 0;

const fits = (columns: Columns, preview: RatingsPreview): boolean =>
  meanings.every((meaning) => columns[meaning] < preview.columns.length);
