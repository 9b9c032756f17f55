import * as vscode from 'vscode';
import { createPace } from '../protocol/pace';
import { waitingSentence } from '../protocol/waiting';
import { fractionDone, progressText } from './progressText';
import type { Runner } from './runner';

/** Shows how far the runs that `work` starts on the file are, in a notification with a cancel button. */
export async function withProgress<T>(runner: Runner, title: string, uri: string, work: () => Promise<T>): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    let shown = 0;
    let phase = '';
    let pace = createPace();
    const unsubscribe = runner.onEvent(({ event, run }) => {
      if (run.source.uri !== uri) return;
      const awaited = runner.awaitedBy(run);
      if (awaited !== null) progress.report({ message: waitingSentence({ ...awaited, title: awaited.source.title }) });
      if (run.progress === null) return;
      // The time it stood still says nothing of its pace.
      if (event === 'changed') pace = createPace();
      // Each phase counts from nothing; a bar cannot go back.
      if (run.progress.phase !== phase) [phase, shown] = [run.progress.phase, 0];
      const share = run.progress.phase === 'training' ? (fractionDone(run.progress) ?? 0) * 100 : 0;
      const message = [progressText(run.progress, run.paused), pace(run.progress)]
        .filter((part) => part !== null)
        .join(', ');
      progress.report({ message, increment: Math.max(0, share - shown) });
      shown = Math.max(shown, share);
    });
    const cancelling = token.onCancellationRequested(() => {
      for (const run of runner.running()) if (run.source.uri === uri) runner.stop(run.id);
    });
    try {
      return await work();
    } finally {
      unsubscribe();
      cancelling.dispose();
    }
  });
}
