import type { MethodChoice, PanelSource, PanelState } from '../../../src/protocol/panel';
import type { Analysis } from '../../../src/protocol/results';
import type { FaultData } from '../../../src/matrix/fault';
import { withhold } from '../../../src/panel/withhold';
import { completion, interruptedTraining, longLabels, reconstructed, training } from './completions';
import {
  checkedCells,
  completedRatings,
  sampledRatings,
  components,
  crowd,
  denoised,
  field,
  learning,
  properties,
  sparse,
  fractions,
  steps,
  undetermined,
  vast,
  wide,
  withheldFactors,
  zero,
} from './computed';
import { adam, huge, large, lu, rotation } from './decompositions';
import { fallingHistory } from './parts';
import { faults } from '../../../src/matrix/faults';

const note: PanelSource = { title: 'R', document: 'matrix-factorization.md', line: 11 };

/** A table of a file of its own. */
const table = (name: string): PanelSource => ({ title: name, document: `${name}.csv`, line: 1 });

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
  // the time it took is another each time, and would make another picture
  return {
    view: 'result',
    source,
    analysis: { ...analysis, seconds: 0.021 },
    stale: false,
    methods: offered,
    linked: true,
    ...more,
  };
}

/** A story's state, whole; made when it is looked at. */
const stories = {
  empty: () => ({ view: 'empty' }),
  complete: () => result(note, completion(2.1)),
  'complete-no-interval': () => result(note, completion(null)),
  undetermined: () => result({ ...note, title: 'T' }, undetermined()),
  checked: () => result(table('field'), checkedCells()),
  'long-labels': () =>
    result({ ...note, title: 'Ratings of the spring term, both groups, as of the 14th' }, completion(1.4, longLabels)),
  stale: () => result(table('films'), completedRatings(), { stale: true }),
  reconstruct: () => result(note, reconstructed()),
  lu: () => result({ ...note, title: 'A' }, lu()),
  steps: () => result({ ...note, title: 'A' }, steps()),
  fractions: () => result({ ...note, title: 'A' }, fractions()),
  properties: () => result({ ...note, title: 'A' }, properties()),
  zero: () => result({ ...note, title: 'Z' }, zero()),
  rotation: () => result({ ...note, title: 'Q' }, rotation()),
  adam: () => result({ ...note, title: 'A' }, adam()),
  learning: () => result({ ...note, title: 'A' }, learning()),
  runs: () => result({ ...note, title: 'A' }, adam(), { entry: 4 }),
  train: () => result(ratingsFile, training(), { linked: false }),
  interrupted: () => result(ratingsFile, interruptedTraining(), { linked: false }),
  large: () => result({ ...note, title: 'measurements', document: 'stations.csv' }, large()),
  huge: () => result({ ...note, title: 'A' }, huge()),
  ratings: () => result(table('films'), completedRatings()),
  sampled: () => result(table('films'), sampledRatings()),
  compared: () => result(table('films'), completedRatings()),
  field: () => result(table('field'), field()),
  denoised: () => result(table('field'), denoised()),
  components: () => result(table('weather'), components()),
  wide: () => result(table('field'), wide()),
  crowd: () => result(table('crowd'), crowd()),
  sparse: () => result(table('field'), sparse()),
  vast,
  failing: () => result(table('field'), withheldFactors()),
  'failing-ratings': () => result(ratingsFile, training(), { linked: false }),
  /** Gets further points while it is looked at. */
  running: () => ({
    view: 'running',
    source: ratingsFile,
    method: 'Alternating least squares, rank 8',
    progress: { phase: 'training', done: 8, total: 20, points: [] },
    history: fallingHistory(8, 0.9, true),
    course: 'iterating',
  }),
  paused: () => ({
    view: 'running',
    source: ratingsFile,
    method: 'Alternating least squares, rank 8',
    progress: { phase: 'training', done: 8, total: 20, points: [] },
    history: fallingHistory(8, 0.9, true),
    course: 'paused',
  }),
  starting: () => ({
    view: 'running',
    source: ratingsFile,
    method: 'Alternating least squares',
    progress: null,
    history: [],
    course: 'iterating',
  }),
  cancelled: () => ({ view: 'fault', source: ratingsFile, fault: faults.cancelled().data, methods: [] }),
  'too-large': () => ({ view: 'fault', source: note, fault: faults.outOfMemory().data, methods: decompositionChoices }),
  fault: () => ({
    view: 'fault',
    source: note,
    fault: faults.diverged('Gradient descent', 0.5).data,
    methods: [
      { id: 'qr', title: 'QR' },
      { id: 'adam', title: 'Adam' },
    ],
  }),
} satisfies Readonly<Record<string, () => PanelState>>;

export const storyNames = Object.keys(stories);

export interface Story {
  /** What the page is sent. */
  readonly sent: PanelState;
  /** What its host keeps: matrices that are withheld come from there. */
  readonly whole: PanelState;
  /** What everything that the page asks for fails with; null where it does not. */
  readonly fault: FaultData | null;
  /** Why there is no program; null where there is one. */
  readonly scriptFault: FaultData | null;
}

export function storyOf(name: string): Story {
  const make: () => PanelState = Object.entries(stories).find(([one]) => one === name)?.[1] ?? stories.empty;
  const whole = make();
  const sent = withhold(whole);
  const isLarge =
    sent.view === 'result' && sent.withheld?.matrices.some(({ matrix }) => matrix === 'original') === true;
  return {
    sent,
    whole,
    fault: name.startsWith('failing') ? faults.workerStopped('no word from it for 60 s').data : null,
    scriptFault: isLarge ? faults.scriptTooLarge(40_000).data : null,
  };
}
