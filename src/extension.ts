import * as vscode from 'vscode';
import { startEditor, type FactorizeApi } from './editor';
import { describe } from './matrix/fault';
import { faults } from './matrix/faults';

/** Starts the extension; what keeps it from starting is shown, not swallowed. */
export function activate(context: vscode.ExtensionContext): FactorizeApi | null {
  try {
    return startEditor(context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(describe(faults.couldNotStart(reason).data));
    return null;
  }
}
