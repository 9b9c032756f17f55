import { runMocha } from '../host/mochaRunner';

/** The entry that VS Code calls inside its extension host. */
export function run(): Promise<void> {
  // Loaded while describe and it are defined, one after the other: each waits for the one before.
  return runMocha(async () => {
    await import(/* webpackMode: 'eager' */ './commands.test');
    await import(/* webpackMode: 'eager' */ './predictions.test');
    await import(/* webpackMode: 'eager' */ './following.test');
    await import(/* webpackMode: 'eager' */ './remembering.test');
    await import(/* webpackMode: 'eager' */ './problems.test');
    await import(/* webpackMode: 'eager' */ './surfaces.test');
    await import(/* webpackMode: 'eager' */ './training.test');
    await import(/* webpackMode: 'eager' */ './places.test');
    await import(/* webpackMode: 'eager' */ './firstUse.test');
  });
}
