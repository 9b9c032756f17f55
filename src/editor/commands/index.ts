import * as vscode from 'vscode';
import { showingFaults } from '../errors';
import { commandIds, type CommandId } from '../names';
import type { Services } from '../services';
import { calculate } from './calculate';
import { checkCells } from './checkCells';
import { approximate, denoise, factorizeExactly, nmf, pca, properties, showSteps, solve } from './decompositions';
import { factorize } from './factorize';
import { factorizeWith } from './factorizeWith';
import { fillMissing, fillWithin } from './fill';
import { copyMatrix, insertMatrix } from './matrixText';
import { recommend } from './recommend';
import { openSample } from './openSample';
import { reconstruct } from './reconstruct';
import { clearResults, inspect, remove, reveal } from './results';
import { showIn } from './place';
import { saveModel } from './saveModel';
import { train, trainOnSpark } from './train';

type Action = (services: Services, argument: unknown) => void | Promise<void>;

/** Every command and what it does: one that is missing here does not compile. */
const actions: Readonly<Record<CommandId, Action>> = {
  [commandIds.factorize]: factorize,
  [commandIds.factorizeWith]: factorizeWith,
  [commandIds.approximate]: approximate,
  [commandIds.denoise]: denoise,
  [commandIds.pca]: pca,
  [commandIds.nmf]: nmf,
  [commandIds.solve]: solve,
  [commandIds.properties]: properties,
  [commandIds.calculate]: calculate,
  [commandIds.factorizeExactly]: factorizeExactly,
  [commandIds.showSteps]: showSteps,
  [commandIds.reconstruct]: reconstruct,
  [commandIds.checkCells]: checkCells,
  [commandIds.fill]: fillMissing,
  [commandIds.fillWithin]: fillWithin,
  [commandIds.train]: train,
  [commandIds.trainOnSpark]: trainOnSpark,
  [commandIds.recommend]: recommend,
  [commandIds.saveModel]: saveModel,
  [commandIds.copyMatrix]: copyMatrix,
  [commandIds.insertMatrix]: insertMatrix,
  [commandIds.openSample]: openSample,
  [commandIds.showPanel]: ({ panel }) => panel.open(),
  [commandIds.showInSideBar]: (services) => showIn(services, 'sideBar'),
  [commandIds.showBeside]: (services) => showIn(services, 'beside'),
  [commandIds.clearResults]: clearResults,
  [commandIds.cancel]: ({ runner }) => runner.stop(),
  [commandIds.inspect]: inspect,
  [commandIds.revealSource]: reveal,
  [commandIds.remove]: remove,
};

/** Registers every command. One that cannot be done now says why. */
export function registerCommands(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.values(commandIds).map((id) =>
      vscode.commands.registerCommand(id, (argument: unknown) => showingFaults(() => actions[id](services, argument))),
    ),
  );
}
