/** Every name the manifest and the code share: a misspelt one is a type error, not a dead button. */
export const commandIds = {
  factorize: 'factorize.factorize',
  factorizeWith: 'factorize.factorizeWith',
  approximate: 'factorize.approximate',
  denoise: 'factorize.denoise',
  pca: 'factorize.pca',
  nmf: 'factorize.nmf',
  solve: 'factorize.solve',
  properties: 'factorize.properties',
  calculate: 'factorize.calculate',
  factorizeExactly: 'factorize.factorizeExactly',
  showSteps: 'factorize.showSteps',
  reconstruct: 'factorize.reconstruct',
  checkCells: 'factorize.checkCells',
  fill: 'factorize.fill',
  fillWithin: 'factorize.fillWithin',
  train: 'factorize.train',
  trainOnSpark: 'factorize.trainOnSpark',
  recommend: 'factorize.recommend',
  saveModel: 'factorize.saveModel',
  copyMatrix: 'factorize.copyMatrix',
  insertMatrix: 'factorize.insertMatrix',
  openSample: 'factorize.openSample',
  showPanel: 'factorize.showPanel',
  showInSideBar: 'factorize.showInSideBar',
  showBeside: 'factorize.showBeside',
  clearResults: 'factorize.clearResults',
  cancel: 'factorize.cancel',
  inspect: 'factorize.inspect',
  revealSource: 'factorize.revealSource',
  remove: 'factorize.remove',
} as const;
export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const containerId = 'factorize';
export const viewId = 'factorize.results';
/** The container of the panel where it is a view. */
export const panelContainerId = 'factorize-panel';
/** How the names of files end that ratings are read from. */
export const ratingsEndings = ['csv', 'tsv', 'dat', 'data', 'txt', 'gz', 'parquet', 'mtx', 'npy', 'npz'];

/** The editor that shows a model's file. */
export const modelEditorId = 'factorize.model';

/** Kinds of rows in the Factorize view, for the menus' `viewItem`. */
export const treeItems = { document: 'document', result: 'result', training: 'training', matrix: 'matrix' } as const;

/** Where diagnostics say they come from. */
export const diagnosticSource = 'factorize';
