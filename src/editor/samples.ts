/** A document that the package carries in `media/samples`, to try things on. */
export interface Sample {
  readonly file: string;
  readonly title: string;
  readonly detail: string;
  /** VS Code's language of a copy without a file; null for what is worked on as a file. */
  readonly language: string | null;
  /** What must lie in the same folder. */
  readonly beside: readonly string[];
}

/** In the order in which they are offered. */
export const samples = {
  ratingsMatrix: {
    file: '1-predict-ratings.md',
    title: 'Ratings with missing cells',
    detail: 'A lecture note in Markdown',
    language: 'markdown',
    beside: [],
  },
  smallMatrices: {
    file: '2-factor-a-matrix.md',
    title: 'Small matrices',
    detail: 'As formulas, in Python and as a table',
    language: 'markdown',
    beside: [],
  },
  lecture: {
    file: '3-lecture.tex',
    title: 'The Hilbert matrix and a rotation',
    detail: 'A lecture note in LaTeX',
    language: 'latex',
    beside: [],
  },
  sales: {
    file: '4-sales.csv',
    title: 'Sales of a week, some missing',
    detail: 'CSV with names of rows and columns',
    language: null,
    beside: [],
  },
  sensors: {
    file: '5-sensors.json',
    title: 'Readings of sensors, some missing',
    detail: 'JSON',
    language: 'json',
    beside: [],
  },
  ratingsFile: {
    file: 'ratings.csv',
    title: 'A file of ratings',
    detail: 'CSV with a user, a film and a rating in each line',
    language: null,
    beside: ['films.csv'],
  },
} as const satisfies Readonly<Record<string, Sample>>;

/** The sample whose file has the name; null where none has. */
export function sampleNamed(file: unknown): Sample | null {
  return Object.values(samples).find((sample) => sample.file === file) ?? null;
}
