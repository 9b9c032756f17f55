import * as vscode from 'vscode';
import { methodTitle } from '../protocol/analyses';
import { matricesOf, type NamedMatrix } from './analysisMatrices';
import type { TreeNode } from './arguments';
import { qualitySummary } from './labels';
import { commandIds, treeItems } from './names';
import type { Entry, Store } from './store';

/** The Factorize view: documents, their results, and each result's matrices. */
export class ResultsTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly unsubscribe: () => void;

  constructor(private readonly store: Store) {
    this.unsubscribe = store.onDidChange(() => this.changed.fire(undefined));
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node === undefined)
      return [...new Set(this.store.all().map(({ source }) => source.uri))].map((uri) => ({ node: 'document', uri }));
    switch (node.node) {
      case 'document':
        return this.store.ofDocument(node.uri).map(({ id }) => ({ node: 'result', id }));
      case 'result': {
        const entry = this.store.get(node.id);
        return entry === null
          ? []
          : matricesOf(entry.analysis).map(({ ref }) => ({ node: 'matrix', id: node.id, matrix: ref }));
      }
      case 'matrix':
        return [];
    }
  }

  getParent(node: TreeNode): TreeNode | null {
    switch (node.node) {
      case 'document':
        return null;
      case 'result': {
        const uri = this.store.get(node.id)?.source.uri;
        return uri === undefined ? null : { node: 'document', uri };
      }
      case 'matrix':
        return { node: 'result', id: node.id };
    }
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (node.node === 'document') return documentItem(node.uri);
    const entry = this.store.get(node.id);
    if (entry === null) return new vscode.TreeItem('Removed');
    if (node.node === 'result') return resultItem(node, entry);
    const { matrix } = node;
    const named = matricesOf(entry.analysis).find(({ ref }) => JSON.stringify(ref) === JSON.stringify(matrix));
    return named === undefined ? new vscode.TreeItem('Removed') : matrixItem(node, named);
  }

  dispose(): void {
    this.unsubscribe();
    this.changed.dispose();
  }
}

function documentItem(uri: string): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.Uri.parse(uri), vscode.TreeItemCollapsibleState.Expanded);
  item.id = uri;
  item.contextValue = treeItems.document;
  item.iconPath = vscode.ThemeIcon.File;
  return item;
}

function resultItem(node: TreeNode, { id, source, analysis, stale }: Entry): vscode.TreeItem {
  const item = new vscode.TreeItem(source.title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = String(id);
  item.description = [methodTitle(analysis), qualitySummary(analysis), ...(stale ? ['text has changed'] : [])]
    .filter((part) => part !== '')
    .join(' · ');
  item.tooltip = stale ? `${analysis.why} The text has changed since.` : analysis.why;
  item.contextValue = analysis.kind === 'train' ? treeItems.training : treeItems.result;
  item.iconPath = new vscode.ThemeIcon(stale ? 'warning' : analysis.kind === 'train' ? 'database' : 'table');
  item.command = { command: commandIds.inspect, title: 'Inspect', arguments: [node] };
  return item;
}

function matrixItem(node: TreeNode, { title, detail }: NamedMatrix): vscode.TreeItem {
  const item = new vscode.TreeItem(title);
  item.description = detail;
  item.contextValue = treeItems.matrix;
  item.iconPath = new vscode.ThemeIcon('symbol-array');
  item.command = { command: commandIds.inspect, title: 'Inspect', arguments: [node] };
  return item;
}
