import * as vscode from 'vscode';

/** What every page of ours is made of, read once for all of them. */
export class PageFiles {
  private readonly dist: vscode.Uri;
  private text: Promise<string> | null = null;

  constructor(extensionUri: vscode.Uri) {
    this.dist = vscode.Uri.joinPath(extensionUri, 'dist');
  }

  /** The page's script; read again where that failed. */
  script(): Promise<string> {
    this.text ??= readText(vscode.Uri.joinPath(this.dist, 'webview.js')).catch((error: unknown) => {
      this.text = null;
      throw error;
    });
    return this.text;
  }

  /** The address of the folder that a page loads its chunks from. */
  chunksFor(webview: vscode.Webview): string {
    return `${webview.asWebviewUri(this.dist).toString()}/`;
  }

  options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [this.dist] };
  }
}

async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
