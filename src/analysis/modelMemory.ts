import { randomUUID } from 'node:crypto';
import { indexed, type RatingsModel } from '../completion';
import { readModel } from '../files';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { ModelRef } from '../protocol/request';

/** The models that were trained or read here, by their ids. */
export interface ModelMemory {
  /** From memory, else from the model's file. Throws `modelGone` where there is neither, and what `readModel` throws. */
  get(model: ModelRef, control: Control): Promise<RatingsModel>;
  /** Reads a model's file anew, and keeps it by an id of its own. Throws what `readModel` throws. */
  open(path: string, control: Control): Promise<{ readonly modelId: string; readonly model: RatingsModel }>;
  keep(modelId: string, model: RatingsModel): void;
}

export function createModelMemory(): ModelMemory {
  const models = new Map<string, RatingsModel>();
  const read = async (modelId: string, path: string, control: Control): Promise<RatingsModel> => {
    const model = indexed(await readModel(path, control));
    models.set(modelId, model);
    return model;
  };
  return {
    get: async ({ id, path }, control) => {
      const known = models.get(id);
      if (known !== undefined) return known;
      if (path === null) throw faults.modelGone();
      return read(id, path, control);
    },
    open: async (path, control) => {
      const modelId = newModelId();
      return { modelId, model: await read(modelId, path, control) };
    },
    keep: (modelId, model) => models.set(modelId, model),
  };
}

/** Unique in all workers: a model of one that was stopped must not be taken for another's. */
export function newModelId(): string {
  return `model-${randomUUID()}`;
}
