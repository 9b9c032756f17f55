import { localCluster } from '../protocol/cluster';
import { intervalLevels, usualLevel } from '../protocol/intervals';
import { biasedSides, completionSolvers, methodTitles, ratingsSolvers } from '../protocol/methods';
import { usualHoldout } from '../protocol/request';
import { panelPlaces, type PanelPlace } from '../panel/places';
import { mostDigits } from './options';

/** Where the panel stands; the view's own presence hangs on it. */
export const panelPlaceKey = 'panel.place';
export const followCursorKey = 'panel.followCursor';

const placeWords: Readonly<Record<PanelPlace, string>> = {
  beside: 'An editor beside the text',
  sideBar: 'A view of its own, which can be dragged between the side bars and the panel below',
};

/** A setting as package.json writes it. */
interface Setting {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly markdownDescription: string;
  readonly [limit: string]: unknown;
}

/** VS Code's page of settings has a field for a number or null, and none for a number or a word: empty is null. */
function numberOrEmpty(type: 'integer' | 'number', minimum: number, markdownDescription: string): Setting {
  return { type: [type, 'null'], default: null, minimum, markdownDescription };
}

function solver(
  solvers: readonly (keyof typeof methodTitles)[],
  automatic: string,
  markdownDescription: string,
): Setting {
  return {
    type: 'string',
    enum: ['auto', ...solvers],
    enumDescriptions: [automatic, ...solvers.map((id) => methodTitles[id])],
    default: 'auto',
    markdownDescription,
  };
}

function flag(markdownDescription: string): Setting {
  return { type: 'boolean', default: true, markdownDescription };
}

/** What starts programs: of a person or a machine, and of a workspace only once it is trusted. */
function ofSpark(fallback: string, markdownDescription: string): Setting {
  return { type: 'string', default: fallback, scope: 'machine-overridable', markdownDescription };
}

/** In the order in which VS Code lists them. Their values are read in `settings.ts`. */
const settings: Readonly<Record<string, Setting>> = {
  missingMarks: {
    type: 'array',
    items: { type: 'string', minLength: 1 },
    default: [],
    markdownDescription:
      'What else marks a missing cell, besides `?`, an empty cell, `NA`, `NaN`, `null`, `-` and `\\square`.',
  },
  ghostValues: flag('Show predicted values in the text, beside each missing cell.'),
  codeLenses: flag('Show above every matrix what it is and what can be done with it.'),
  [panelPlaceKey]: {
    type: 'string',
    enum: panelPlaces,
    enumDescriptions: panelPlaces.map((place) => placeWords[place]),
    default: 'beside',
    scope: 'window',
    markdownDescription: 'Where results are shown.',
  },
  [followCursorKey]: flag('Show in the panel the result of the matrix that the cursor comes to, where it has one.'),
  recompute: flag('Compute small matrices again, after a pause, when their text changes.'),
  precision: {
    type: ['string', 'integer'],
    enum: ['auto', ...Array.from({ length: mostDigits }, (_, i) => i + 1)],
    enumDescriptions: ['As many as read back the same number'],
    default: 'auto',
    markdownDescription: 'Significant digits of matrices that are copied or inserted.',
  },
  solver: solver(
    completionSolvers,
    'Bayesian factorization; alternating least squares where a regularization is set',
    'How missing cells are predicted.',
  ),
  rank: numberOrEmpty(
    'integer',
    1,
    'How many latent factors predict missing cells; where empty, that is chosen on cells held out of the known ones.',
  ),
  regularization: numberOrEmpty(
    'number',
    0,
    'The weight λ that keeps factors small; where empty, it is chosen on cells held out of the known ones.',
  ),
  bias: {
    type: ['boolean', 'string'],
    enum: [true, false, ...biasedSides],
    enumDescriptions: ['Rows and columns', 'None: the product of the factors alone', 'Rows alone', 'Columns alone'],
    default: true,
    markdownDescription:
      'Which lines have a bias of their own, besides the factors: `true` for rows and columns, `false` for none, or those of one side, `rows` or `columns`.',
  },
  limits: {
    type: 'string',
    default: 'auto',
    pattern: '^(auto|none|\\s*-?[\\d.]+(e-?\\d+)?\\s*(,|;|to)\\s*-?[\\d.]+(e-?\\d+)?\\s*)$',
    markdownDescription:
      'What predictions are kept within: `1,5` keeps them from 1 to 5; `auto` reads a scale of ratings off the known cells; `none` lets them be what they are.',
  },
  interval: {
    type: 'integer',
    enum: intervalLevels.map((level) => 100 * level),
    default: 100 * usualLevel,
    markdownDescription:
      'How sure the interval of a prediction is meant to be, in percent: an interval of 90 holds the true value nine times in ten.',
  },
  seconds: numberOrEmpty(
    'number',
    0.1,
    'Seconds after which the fit of missing cells ends with what it has; where empty, it takes as long as it takes. To choose rank and regularization and to measure errors take their own time.',
  ),
  seed: {
    type: 'integer',
    default: 0,
    markdownDescription: 'The seed of the random numbers: the same seed gives the same answer.',
  },
  'train.solver': solver(
    ratingsSolvers,
    'The best for the size of the file, and for whether it holds ratings or counts',
    'How a recommender is trained.',
  ),
  'train.rank': numberOrEmpty(
    'integer',
    1,
    'How many latent factors a recommender has; where empty, that goes by the solver and the size of the file.',
  ),
  'train.holdout': {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: usualHoldout,
    markdownDescription: 'The share of the ratings that is held out of training to measure the error on.',
  },
  'spark.master': ofSpark(
    localCluster.master,
    'Where Spark trains, as `spark-submit --master` takes it: `local[*]`, `spark://…`, `yarn`, `k8s://…`.',
  ),
  'spark.connect': ofSpark('', 'A Spark Connect address, `sc://…`, which is used instead of `spark-submit`.'),
  'spark.submit': ofSpark('', 'The path of `spark-submit`; empty for that of `SPARK_HOME`, or else of `PATH`.'),
  'spark.python': ofSpark(
    '',
    'The Python with `pyspark[connect]` that talks to a Spark Connect address; empty for that of `PYSPARK_PYTHON`, or else `python3`.',
  ),
  'spark.options': {
    type: 'array',
    items: { type: 'string' },
    default: [],
    scope: 'machine-overridable',
    markdownDescription: 'More arguments of `spark-submit`, one an item, such as `--driver-memory` and `8g`.',
  },
  'spark.folder': ofSpark(
    '',
    'A folder that this machine and the cluster both read and write; empty for a temporary one, which suits `local[*]`.',
  ),
};

/** Every setting by its whole name. */
export const settingsProperties = Object.fromEntries(
  Object.entries(settings).map(([key, setting], order) => [
    `factorize.${key}`,
    { ...setting, order, scope: setting['scope'] ?? 'resource' },
  ]),
);

/** Settings that say what to start: a workspace that is not trusted does not set them. */
export const restrictedConfigurations = Object.entries(settingsProperties)
  .filter(([, { scope }]) => scope === 'machine-overridable')
  .map(([name]) => name);
