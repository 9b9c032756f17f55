import * as vscode from 'vscode';
import { panelPlaces, type PanelPlace } from '../panel/places';
import { panelPlaceKey } from './settingsManifest';

const setting = `factorize.${panelPlaceKey}`;

/** Where the panel is to stand; a value of the wrong kind counts as the default. */
export function panelPlace(): PanelPlace {
  const value = vscode.workspace.getConfiguration('factorize').get<unknown>(panelPlaceKey);
  return panelPlaces.find((place) => place === value) ?? 'beside';
}

/** Remembers where the panel is to stand: in the workspace where that says it already, else for the person. */
export async function choosePanelPlace(place: PanelPlace): Promise<void> {
  if (panelPlace() === place) return;
  const settings = vscode.workspace.getConfiguration('factorize');
  const isOfWorkspace = settings.inspect(panelPlaceKey)?.workspaceValue !== undefined;
  const target = isOfWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update(panelPlaceKey, place, target);
}

/** Calls back when the person has chosen another place for the panel. */
export function onDidChangePanelPlace(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(setting)) listener();
  });
}
