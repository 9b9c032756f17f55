import { methodTitles } from '../../protocol/methods';
import type { TrainingAnalysis } from '../../protocol/results';
import { lines, program } from '../target';

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
 * `held` marks those held out, the very ones where they were drawn by the seed.
 */
function ratingsData({ request, rank, regularization, history, layout }: TrainingAnalysis): string {
  const iterations = history.at(-1)?.iteration ?? 0;
  const { user, item, rating } = layout?.columns ?? { user: 0, item: 1, rating: 2 };
  const { delimiter, linesBefore } = layout?.lines ?? { delimiter: ',', linesBefore: 0 };
  const read = 'io.StringIO(content, newline="")';
  return lines(
    `path = ${text(request.path)}`,
    rating === -1
      ? `columns = (${user}, ${item})  # where user and item stand on a line, from 0: each line counts 1`
      : `columns = (${user}, ${item}, ${rating})  # where user, item and rating stand on a line, from 0`,
    `rank, iterations, holdout, seed = ${rank}, ${iterations}, ${request.holdout}, ${request.seed}`,
    regularization === null ? null : `regularization = ${regularization}  # λ`,
    '',
    '',
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
    '',
    '',
    'def read_ratings():',
    '    found = {}',
    '    for cells in read_rows():',
    ...indented(request.skipBroken === true ? skipping(rating) : rowOf(rating)),
    ...(rating === -1
      ? ['        found[user, item] = found.pop((user, item), 0) + 1']
      : ['        found.pop((user, item), None)', '        found[user, item] = rating  # the last one counts']),
    '    return found',
    '',
    '',
    'def shuffled(count):',
    '    """The numbers below count in a random order: sfc32, seeded by splitmix32, and Fisher and Yates."""',
    '    mask, state = 0xFFFFFFFF, []',
    '    for k in (1, 2, 3):',
    '        z = (seed + k * 0x9E3779B9) & mask',
    '        z = ((z ^ z >> 16) * 0x21F0AAAD) & mask',
    '        z = ((z ^ z >> 15) * 0x735A2D97) & mask',
    '        state.append(z ^ z >> 15)',
    '    a, b, c, counter = *state, 1',
    '',
    '    def word():',
    '        nonlocal a, b, c, counter',
    '        t = (a + b + counter) & mask',
    '        counter = (counter + 1) & mask',
    '        a = b ^ b >> 9',
    '        b = (c + (c << 3)) & mask',
    '        c = ((c << 21 | c >> 11) + t) & mask',
    '        return t',
    '',
    '    for _ in range(12):',
    '        word()',
    '    order = np.arange(count)',
    '    for i in range(count - 1, 0, -1):',
    '        high, low = word() >> 5, word() >> 6',
    '        j = int((high * 67108864 + low) / 9007199254740992 * (i + 1))',
    '        order[i], order[j] = order[j], order[i]',
    '    return order',
    '',
    '',
    'ratings = read_ratings()',
    'users = {name: k for k, name in enumerate(dict.fromkeys(user for user, _ in ratings))}',
    'items = {name: k for k, name in enumerate(dict.fromkeys(item for _, item in ratings))}',
    'user = np.array([users[name] for name, _ in ratings])',
    'item = np.array([items[name] for _, name in ratings])',
    'value = np.array(list(ratings.values()))',
    'held = np.zeros(len(value), dtype=bool)',
    'held[shuffled(len(value))[: min(int(holdout * len(value) + 0.5), len(value) - 1)]] = True',
    'kept = ~held',
  );
}

/** User, item and rating of the cells of a line. */
const rowOf = (rating: number): string[] =>
  rating === -1
    ? ['user, item = (cells[column] for column in columns)']
    : ['user, item, rating = (cells[column] for column in columns)', 'rating = float(rating.replace(",", "."))'];

/** The same, passing over lines that have none. */
const skipping = (rating: number): string[] => [
  'try:',
  ...rowOf(rating).map((line) => `    ${line}`),
  'except (IndexError, ValueError):',
  '    continue',
  `if user == "" or item == ""${rating === -1 ? '' : ' or not np.isfinite(rating)'}:`,
  '    continue',
];

/** In a loop of a function. */
const indented = (block: readonly string[]): string[] => block.map((line) => `        ${line}`);

/** Prints the error of `predicted` on the ratings held out, and leaves it in `rmse`. */
export const heldOutError = lines(
  'rmse = float(np.sqrt(np.mean((value[held] - np.clip(predicted, value[kept].min(), value[kept].max())) ** 2)))',
  'print(f"RMSE on {held.sum()} held-out ratings: {rmse:.4f}")',
);
