import type { TrainingAnalysis } from '../protocol/results';
import type { FileSource, Result, Store } from './store';

/** The models that stand in editors of their own: their trainings are runs beside those of the window's results. */
export class OpenedModels {
  private readonly results = new Map<number, Result>();

  constructor(private readonly store: Pick<Store, 'newId'>) {}

  /** The trainings that models of any file were kept from, in the order they were opened. */
  all(): readonly Result[] {
    return [...this.results.values()];
  }

  get(id: number): Result | null {
    return this.results.get(id) ?? null;
  }

  /** Adds a model that was read from its file, under a number that no result of the window has. */
  add(source: FileSource, analysis: TrainingAnalysis): Result {
    const result: Result = { id: this.store.newId(), source, analysis };
    this.results.set(result.id, result);
    return result;
  }

  remove({ id }: Result): void {
    this.results.delete(id);
  }
}
