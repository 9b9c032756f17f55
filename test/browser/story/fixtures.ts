import type { MethodChoice, PanelSource, PanelState } from '../../../src/protocol/panel';
import type { Analysis } from '../../../src/protocol/results';
import { withhold } from '../../../src/panel/withhold';
import { completion, longLabels, reconstructed, training } from './completions';
import { learning, completedRatings, components, crowd, denoised, field, vast, wide } from './computed';
import { adam, huge, large, lu, rotation } from './decompositions';
import { fallingHistory } from './parts';

const note: PanelSource = { title: 'R', document: 'matrix-factorization.md', line: 11 };

const ratingsFile: PanelSource = { title: 'ratings.csv', document: 'ratings.csv', line: null };

const methods: readonly MethodChoice[] = [
  { id: 'als', title: 'Alternating least squares' },
  { id: 'sgd', title: 'Stochastic gradient descent' },
  { id: 'gd', title: 'Gradient descent' },
  { id: 'adam', title: 'Adam' },
];

const decompositionChoices: readonly MethodChoice[] = [
  { id: 'lu', title: 'LU' },
  { id: 'qr', title: 'QR' },
  { id: 'svd', title: 'SVD' },
  { id: 'eigen', title: 'Eigendecomposition' },
  { id: 'schur', title: 'Schur' },
];

function result(
  source: PanelSource,
  analysis: Analysis,
  more: Partial<Extract<PanelState, { view: 'result' }>> = {},
): PanelState {
  const offered = analysis.kind === 'decompose' ? decompositionChoices : analysis.kind === 'complete' ? methods : [];
  return { view: 'result', source, analysis, stale: false, methods: offered, linked: true, ...more };
}

/** What each story starts from, whole; "running" gets further points while it is looked at. */
const given = {
  empty: { view: 'empty' },
  complete: result(note, completion(2.1)),
  'complete-no-interval': result(note, completion(null)),
  'long-labels': result(
    { ...note, title: 'Ratings of the spring term, both groups, as of the 14th' },
    completion(1.4, longLabels),
  ),
  stale: result(note, completion(2.1), { stale: true }),
  reconstruct: result(note, reconstructed()),
  lu: result({ ...note, title: 'A' }, lu()),
  rotation: result({ ...note, title: 'Q' }, rotation()),
  adam: result({ ...note, title: 'A' }, adam()),
  learning: result({ ...note, title: 'A' }, learning()),
  train: result(ratingsFile, training(), { linked: false }),
  large: result({ ...note, title: 'measurements', document: 'stations.csv' }, large()),
  huge: result({ ...note, title: 'A' }, huge()),
  ratings: result({ ...note, title: 'ratings', document: 'films.csv' }, completedRatings()),
  compared: result({ ...note, title: 'ratings', document: 'films.csv' }, completedRatings()),
  field: result({ ...note, title: 'field', document: 'field.csv' }, field()),
  denoised: result({ ...note, title: 'field', document: 'field.csv' }, denoised()),
  components: result({ ...note, title: 'weather', document: 'weather.csv' }, components()),
  wide: result({ ...note, title: 'field', document: 'field.csv' }, wide()),
  crowd: result({ ...note, title: 'crowd', document: 'crowd.csv' }, crowd()),
  vast: vast(),
  running: {
    view: 'running',
    source: ratingsFile,
    method: 'Alternating least squares, rank 8',
    progress: { phase: 'training', done: 8, total: 20, points: [] },
    history: fallingHistory(8, 0.9, true),
  },
  starting: { view: 'running', source: ratingsFile, method: 'Alternating least squares', progress: null, history: [] },
  fault: {
    view: 'fault',
    source: note,
    fault: {
      code: 'diverged',
      kind: 'work',
      message: 'Gradient descent diverged at a learning rate of 0.5.',
      remedy: 'Try a smaller learning rate.',
      place: null,
    },
    methods: [
      { id: 'qr', title: 'QR' },
      { id: 'adam', title: 'Adam' },
    ],
  },
} satisfies Readonly<Record<string, PanelState>>;

export const storyNames = Object.keys(given);

/** What the page is sent, and what its host keeps: matrices that are withheld come from there. */
export function storyOf(name: string): { readonly sent: PanelState; readonly whole: PanelState } {
  const whole = Object.entries(given).find(([one]) => one === name)?.[1] ?? given.empty;
  return { sent: withhold(whole), whole };
}
