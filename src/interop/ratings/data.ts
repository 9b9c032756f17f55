import { methodTitles } from '../../protocol/methods';
import type { Columns, WrittenLines } from '../../protocol/ratingsFile';
import type { TrainingAnalysis } from '../../protocol/results';
import { lines, program } from '../target';
import { holdOutOf } from './holdOut';

/** A text as Python writes it: JSON's strings are Python's too. */
const text = (value: string): string => JSON.stringify(value);

/** What trains on a ratings file, with its imports beside those of the reading, and how it goes on. */
export function trainingProgram(
  analysis: TrainingAnalysis,
  imports: readonly string[],
  ...written: readonly (string | null)[]
): string {
  const what = `${methodTitles[analysis.solver]} on a file of ratings, and its error on those held out.`;
  return program(
    what,
    'import csv',
    'import gzip',
    'import io',
    (analysis.layout?.lines?.linesBefore ?? 0) > 0 ? 'import itertools' : null,
    ...holdOutOf(analysis.request).imports,
    '',
    ...imports,
    '',
    ratingsData(analysis),
    '',
    ...written,
  );
}

/**
 * The settings of the training, and its ratings: `user`, `item` and `value`, a number each, the last of those repeated;
 * `held` marks those held out, the very ones that the training did.
 */
function ratingsData(analysis: TrainingAnalysis): string {
  const { request, rank, regularization, layout } = analysis;
  const { functions, positions, isByTime } = holdOutOf(request);
  const columns = columnsRead(layout?.columns ?? usualColumns, isByTime);
  const isCounted = !columns.some(({ name }) => name === 'rating');
  const hasTimes = columns.some(({ name }) => name === 'when');
  return lines(
    `path = ${text(request.path)}`,
    `columns = (${columns.map(({ place }) => place).join(', ')})  # where ${namesText(columns)} stand on a line, from 0${isCounted ? ': each line counts 1' : ''}`,
    `rank, iterations, seed = ${rank}, ${iterationsOfModel(analysis)}, ${request.seed}`,
    request.holdoutBy === 'last' ? null : `holdout = ${request.holdout}`,
    regularization === null ? null : `regularization = ${regularization}  # λ`,
    '',
    '',
    readRows(layout?.lines ?? usualLines),
    '',
    '',
    readRatings(columns, request.skipBroken === true),
    '',
    '',
    functions,
    '',
    '',
    `${hasTimes ? 'ratings, times' : 'ratings'} = read_ratings()`,
    'users = {name: k for k, name in enumerate(dict.fromkeys(user for user, _ in ratings))}',
    'items = {name: k for k, name in enumerate(dict.fromkeys(item for _, item in ratings))}',
    'user = np.array([users[name] for name, _ in ratings])',
    'item = np.array([items[name] for _, name in ratings])',
    'value = np.array(list(ratings.values()))',
    isByTime
      ? `time = ${hasTimes ? 'np.array([times[pair] for pair in ratings])' : 'np.full(len(value), np.nan)'}`
      : null,
    'held = np.zeros(len(value), dtype=bool)',
    `held[${positions}] = True`,
    'kept = ~held',
  );
}

/** The function that reads a file's lines as cells. */
function readRows({ delimiter, linesBefore }: Omit<WrittenLines, 'decimalMark'>): string {
  const read = 'io.StringIO(content, newline="")';
  return lines(
    'def read_rows():',
    `    """The cells of each line that is not blank${linesBefore === 0 ? '' : `, behind ${linesBefore === 1 ? 'the first' : `the first ${linesBefore}`}`}."""`,
    '    with open(path, "rb") as file:',
    '        content = file.read()',
    '    if content[:2] == b"\\x1f\\x8b":',
    '        content = gzip.decompress(content)',
    '    content = content.decode("utf-8-sig", errors="replace")',
    delimiter.length === 1
      ? null
      : `    content = content.replace(${text(delimiter)}, "\\x1f")  # csv splits at one character`,
    `    mark = ${delimiter.length === 1 ? text(delimiter) : '"\\x1f"'}`,
    `    text = ${linesBefore === 0 ? read : `itertools.islice(${read}, ${linesBefore}, None)`}`,
    '    rows = csv.reader(text, delimiter=mark, skipinitialspace=True)',
    '    rows = [[cell.strip() for cell in row] for row in rows]',
    '    return [row for row in rows if any(row)]',
  );
}

/** The function that reads the ratings from the cells, each pair once, with their times where there is such a column. */
function readRatings(columns: readonly Column[], skipsBroken: boolean): string {
  const isCounted = !columns.some(({ name }) => name === 'rating');
  const hasTimes = columns.some(({ name }) => name === 'when');
  return lines(
    'def read_ratings():',
    `    ${hasTimes ? 'found, times = {}, {}' : 'found = {}'}`,
    '    for cells in read_rows():',
    ...indented(skipsBroken ? skipping(columns, isCounted) : rowOf(columns, isCounted)),
    ...(isCounted
      ? ['        found[user, item] = found.pop((user, item), 0) + 1']
      : ['        found.pop((user, item), None)', '        found[user, item] = rating  # the last one counts']),
    hasTimes ? '        times[user, item] = moment(when)' : null,
    `    return ${hasTimes ? 'found, times' : 'found'}`,
  );
}

const usualLines = { delimiter: ',', linesBefore: 0 };
const usualColumns: Columns = { user: 0, item: 1, rating: 2, time: -1 };

/** A column that the program reads, and the name of what stands in it. */
interface Column {
  readonly name: 'user' | 'item' | 'rating' | 'when';
  readonly place: number;
}

/** Those that the file has; times only where they are needed. */
function columnsRead({ user, item, rating, time }: Columns, isByTime: boolean): Column[] {
  const columns: Column[] = [
    { name: 'user', place: user },
    { name: 'item', place: item },
    { name: 'rating', place: rating },
    { name: 'when', place: isByTime ? time : -1 },
  ];
  return columns.filter(({ place }) => place !== -1);
}

/** `user, item and rating`. */
function namesText(columns: readonly Column[]): string {
  const names = columns.map(({ name }) => (name === 'when' ? 'time' : name));
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** Those that led to the model, which is the best one where the training ended before its limit. */
function iterationsOfModel({ history, stop }: TrainingAnalysis): number {
  const last = history.at(-1);
  const errors = history.map(({ holdoutRmse }) => holdoutRmse ?? Number.POSITIVE_INFINITY);
  const lowest = Math.min(...errors);
  const best =
    stop === 'iterations' || lowest === Number.POSITIVE_INFINITY ? last : history[errors.lastIndexOf(lowest)];
  return best?.iteration ?? 0;
}

/** What the program reads of the cells of a line. */
const rowOf = (columns: readonly Column[], isCounted: boolean): string[] => [
  `${columns.map(({ name }) => name).join(', ')} = (cells[column] for column in columns)`,
  ...(isCounted ? [] : ['rating = float(rating.replace(",", "."))']),
];

/** The same, passing over lines that have none. */
const skipping = (columns: readonly Column[], isCounted: boolean): string[] => [
  'try:',
  ...rowOf(columns, isCounted).map((line) => `    ${line}`),
  'except (IndexError, ValueError):',
  '    continue',
  `if user == "" or item == ""${isCounted ? '' : ' or not np.isfinite(rating)'}:`,
  '    continue',
];

/** In a loop of a function. */
const indented = (block: readonly string[]): string[] => block.map((line) => `        ${line}`);

/** Prints the error of `predicted` on the ratings held out, and leaves it in `rmse`. */
export const heldOutError = lines(
  'rmse = float(np.sqrt(np.mean((value[held] - np.clip(predicted, value[kept].min(), value[kept].max())) ** 2)))',
  'print(f"RMSE on {held.sum()} held-out ratings: {rmse:.4f}")',
);
