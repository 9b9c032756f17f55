import { rm } from 'node:fs/promises';
import { trainRatings, type Keeper } from '../completion';
import { checkWritable, readCheckpoint, readRatings, writeCheckpoint, writeModel } from '../files';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import { startTimer, type Control } from '../protocol/control';
import type { TrainRequest } from '../protocol/request';
import type { TrainingAnalysis } from '../protocol/results';
import { checkpointOf, type TrainingCheckpoint } from '../protocol/trainingCheckpoint';
import { newModelId, type ModelMemory } from './modelMemory';
import { loadSpark } from './parts';
import { peakMemoryBytes } from './peakMemory';
import { titlesIfAny, type TitlesOf } from './titles';

/**
 * From a ratings file to a model, in memory or in its file. A training whose model has a file is kept beside it every so
 * many seconds, until it is written.
 */
export async function train(
  request: TrainRequest,
  memory: ModelMemory,
  titlesOf: TitlesOf,
  secondsBetweenCheckpoints: number,
  control: Control,
): Promise<TrainingAnalysis> {
  const elapsed = startTimer(control);
  if (request.modelPath !== null) await checkWritable(request.modelPath);
  const options = {
    skipBroken: request.skipBroken ?? false,
    columns: request.columns ?? null,
    keepTimes: (request.holdoutBy ?? 'random') !== 'random',
    threads: request.threads ?? null,
  };
  const read = await readRatings(request.path, control, options);
  const test =
    request.testPath === null ? null : await readRatings(request.testPath, control, { ...options, keepTimes: false });
  const modelId = newModelId();
  const secondsLoad = elapsed();
  const context = { modelId, secondsLoad, titles: await titlesIfAny(titlesOf, request.titlesPath, control) };
  const { analysis, model } =
    request.solver === 'spark'
      ? await (await loadSpark()).trainOnSpark(read, test, request, context, control)
      : await trainRatings(
          read,
          test,
          request,
          context,
          control,
          await keeperOf(request, secondsBetweenCheckpoints, control),
        );
  // A model with a file is read from there by the worker that is asked about it, should this one be stopped.
  if (request.modelPath === null) memory.keep(modelId, model);
  else {
    // Asked to end, it ends with what it has: that is to be written.
    await writeModel(request.modelPath, model, control);
    if (analysis.interrupted === null) await rm(checkpointOf(request.modelPath), { force: true });
  }
  return { ...analysis, peakMemoryBytes: peakMemoryBytes() };
}

/** Keeps a training whose model is to be kept. A checkpoint that cannot be written is told once, and no reason to end it. */
async function keeperOf(
  { modelPath, resumePath }: TrainRequest,
  seconds: number,
  control: Control,
): Promise<Keeper | null> {
  let told = false;
  const name = resumePath ?? null;
  const resumed = name === null ? null : { name, checkpoint: await readCheckpoint(name, control) };
  if (modelPath === null && resumed === null) return null;
  const save = async (checkpoint: TrainingCheckpoint): Promise<void> => {
    if (modelPath === null) return;
    await writeCheckpoint(checkpointOf(modelPath), checkpoint, control).catch((error: unknown) => {
      if (!(error instanceof Fault && error.data.code === 'cannot-write')) throw error;
      if (!told) control.notify?.(faults.checkpointNotKept(error.data.message).data);
      told = true;
    });
  };
  return { seconds, save, resumed };
}
