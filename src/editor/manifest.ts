import { besideId, viewId as panelViewId } from '../panel/places';
import {
  commandIds,
  containerId,
  modelEditorId,
  panelContainerId,
  ratingsEndings,
  treeItems,
  viewId,
  type CommandId,
} from './names';
import { panelPlaceKey, settingsProperties } from './settingsManifest';
import { walkthrough } from './walkthrough';

interface Command {
  readonly command: CommandId;
  readonly title: string;
  readonly category: 'Factorize';
  readonly icon?: string;
}

interface MenuItem {
  readonly command: CommandId;
  readonly when?: string;
  readonly group?: string;
}

interface Keybinding {
  readonly command: CommandId;
  readonly key: string;
  readonly win: string;
  readonly when: string;
}

const titles: Readonly<Record<CommandId, { readonly title: string; readonly icon?: string }>> = {
  [commandIds.factorize]: { title: 'Factorize' },
  [commandIds.factorizeWith]: { title: 'Factorize with…' },
  [commandIds.approximate]: { title: 'Rank-k Approximation…' },
  [commandIds.denoise]: { title: 'Denoise' },
  [commandIds.pca]: { title: 'Principal Components…' },
  [commandIds.nmf]: { title: 'Non-negative Factors…' },
  [commandIds.solve]: { title: 'Solve…' },
  [commandIds.properties]: { title: 'Properties' },
  [commandIds.calculate]: { title: 'Calculate…' },
  [commandIds.factorizeExactly]: { title: 'Factorize in Fractions…' },
  [commandIds.showSteps]: { title: 'Show Steps…' },
  [commandIds.reconstruct]: { title: 'Reconstruct from Factors' },
  [commandIds.checkCells]: { title: 'Check Cells' },
  [commandIds.fill]: { title: 'Fill Missing Cells' },
  [commandIds.fillWithin]: { title: 'Fill Only Those Within ±…' },
  [commandIds.train]: { title: 'Train Recommender…', icon: '$(database)' },
  [commandIds.trainOnSpark]: { title: 'Train on Spark…' },
  [commandIds.recommend]: { title: 'Recommend for User…' },
  [commandIds.saveModel]: { title: 'Save Model As…', icon: '$(save-as)' },
  [commandIds.copyMatrix]: { title: 'Copy Matrix As…' },
  [commandIds.insertMatrix]: { title: 'Insert Matrix…' },
  [commandIds.openSample]: { title: 'Open Sample…' },
  [commandIds.showPanel]: { title: 'Show Panel', icon: '$(open-preview)' },
  [commandIds.showInSideBar]: { title: 'Show in Side Bar', icon: '$(layout-sidebar-left)' },
  [commandIds.showBeside]: { title: 'Show beside the Text', icon: '$(split-horizontal)' },
  [commandIds.clearResults]: { title: 'Clear Results', icon: '$(clear-all)' },
  [commandIds.cancel]: { title: 'Cancel' },
  [commandIds.inspect]: { title: 'Inspect' },
  [commandIds.revealSource]: { title: 'Go to Source', icon: '$(go-to-file)' },
  [commandIds.remove]: { title: 'Remove from Results', icon: '$(close)' },
};

const commands: readonly Command[] = Object.values(commandIds).map((command) => {
  const { title, icon } = titles[command];
  return { command, title, category: 'Factorize', ...(icon === undefined ? {} : { icon }) };
});

const inView = `view == ${viewId}`;
const onResult = `${inView} && viewItem =~ /^(${treeItems.result}|${treeItems.training})$/`;
const onAnything = `${inView} && viewItem =~ /^(${treeItems.result}|${treeItems.training}|${treeItems.document})$/`;
const onMatrix = `${inView} && viewItem == ${treeItems.matrix}`;
const isRatings = `resourceExtname =~ /^\\.(${ratingsEndings.join('|')})$/i && !explorerResourceIsFolder`;
/** Menus name a file on the disk of a remote window otherwise than the extension there does. */
const isOnDisk = 'resourceScheme =~ /^(file|vscode-remote)$/';

const menus: Readonly<Record<string, readonly MenuItem[]>> = {
  'editor/context': [
    { command: commandIds.factorize, when: 'editorTextFocus', group: '1_factorize@1' },
    { command: commandIds.factorizeWith, when: 'editorTextFocus', group: '1_factorize@2' },
  ],
  'editor/title': [
    {
      command: commandIds.train,
      when: `resourceExtname =~ /^\\.(csv|tsv)$/i && ${isOnDisk}`,
      group: 'navigation',
    },
    { command: commandIds.showInSideBar, when: `activeWebviewPanelId == ${besideId}`, group: 'navigation' },
  ],
  'explorer/context': [
    { command: commandIds.train, when: isRatings, group: '7_factorize@1' },
    { command: commandIds.trainOnSpark, when: `${isRatings} && isWorkspaceTrusted`, group: '7_factorize@2' },
  ],
  'view/title': [
    { command: commandIds.showBeside, when: `view == ${panelViewId}`, group: 'navigation' },
    { command: commandIds.showPanel, when: inView, group: 'navigation@1' },
    { command: commandIds.clearResults, when: inView, group: 'navigation@2' },
  ],
  'view/item/context': [
    { command: commandIds.revealSource, when: onResult, group: 'inline@1' },
    { command: commandIds.remove, when: onAnything, group: 'inline@2' },
    { command: commandIds.inspect, when: onResult, group: '1_result@1' },
    { command: commandIds.revealSource, when: onResult, group: '1_result@2' },
    {
      command: commandIds.recommend,
      when: `${inView} && viewItem == ${treeItems.training}`,
      group: '1_result@3',
    },
    {
      command: commandIds.saveModel,
      when: `${inView} && viewItem == ${treeItems.training}`,
      group: '1_result@4',
    },
    { command: commandIds.copyMatrix, when: `${inView} && viewItem != ${treeItems.document}`, group: '2_matrix@1' },
    { command: commandIds.insertMatrix, when: onMatrix, group: '2_matrix@2' },
    { command: commandIds.remove, when: onAnything, group: '3_remove' },
  ],
};

/** On Windows Ctrl+Alt is AltGr, which types brackets on some keyboards. */
const keybindings: readonly Keybinding[] = [
  { command: commandIds.factorize, key: 'ctrl+alt+f', win: 'ctrl+shift+alt+f', when: 'editorTextFocus' },
];

const welcome = [
  'Nothing has been factored since this window opened.',
  'Put the cursor in a matrix, in LaTeX, a Markdown table, CSV or JSON:',
  `[Factorize](command:${commandIds.factorize})`,
  'Or train on a file of ratings:',
  `[Train Recommender…](command:${commandIds.train})`,
  'Or try it on a sample:',
  `[Open Sample…](command:${commandIds.openSample})`,
].join('\n');

/** What package.json contributes: a test holds the two equal. */
export const contributes = {
  commands,
  menus,
  keybindings,
  customEditors: [
    {
      viewType: modelEditorId,
      displayName: 'Factorize Model',
      selector: [{ filenamePattern: '*.safetensors' }],
      priority: 'default',
    },
  ],
  configuration: {
    title: 'Factorize',
    properties: settingsProperties,
  },
  viewsContainers: {
    activitybar: [
      { id: containerId, title: 'Factorize', icon: 'media/activity.svg' },
      { id: panelContainerId, title: 'Factorization', icon: 'media/panel.svg' },
    ],
  },
  views: {
    [containerId]: [{ id: viewId, name: 'Results', contextualTitle: 'Factorize', icon: 'media/activity.svg' }],
    [panelContainerId]: [
      {
        id: panelViewId,
        name: 'Factorization',
        contextualTitle: 'Factorize',
        icon: 'media/panel.svg',
        type: 'webview',
        when: `config.factorize.${panelPlaceKey} == sideBar`,
      },
    ],
  },
  viewsWelcome: [{ view: viewId, contents: welcome }],
  walkthroughs: [walkthrough],
};

/**
 * Matrices stand in texts of any language, saved or not: no list of languages would name them all. So the extension
 * starts once the window stands, when nothing waits for it, and does nothing until a text is looked at.
 */
export const activationEvents = ['onStartupFinished', `onWebviewPanel:${besideId}`];
