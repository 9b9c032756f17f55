import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import {
  check,
  complete,
  describeModel,
  evaluate,
  findItems,
  findUsers,
  foldInRows,
  indexed,
  recommend,
  recommendAll,
  reconstruct,
  similar,
  trainRatings,
  type Keeper,
  type RatingsModel,
} from '../completion';
import { findMatrices, packBlocks, packedFillEdits, readSelections, type PackedBlocks } from '../documents';
import { decompose, useThreads } from '../factorization';
import {
  checkWritable,
  exportFactors,
  readCheckpoint,
  readModel,
  previewRatings,
  readRatings,
  writeCheckpoint,
  writeCsv,
  writeModel,
} from '../files';
import type { LabelledMatrix } from '../matrix/dense';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import { checkpointOf, type TrainingCheckpoint } from '../protocol/trainingCheckpoint';
import { startTimer, type Control } from '../protocol/control';
import type {
  DescribeModelRequest,
  EvaluateRequest,
  ExportModelRequest,
  FindRequest,
  ModelRef,
  OpenModelRequest,
  RecommendAllRequest,
  Request,
  TrainRequest,
} from '../protocol/request';
import type { Evaluation, OpenedModel, TrainingAnalysis } from '../protocol/results';
import type { ExportedModel, WrittenLists } from '../protocol/writtenFiles';
import type { Answer, Answers } from '../protocol/rpc';
import { loadCalculator, loadSpark } from './parts';
import { createTitles } from './titles';

/** The one door to the work: a request becomes its answer, or throws a `Fault`. */
export interface Analyst {
  run<R extends Request>(request: R, control: Control): Promise<Answer<R>>;
}

/**
 * An analyst of its own memory: the models it has trained or read are kept there by their ids. Trainings whose model has
 * a file are kept beside it every so many seconds, until it is written.
 */
export function createAnalyst(secondsBetweenCheckpoints = 30): Analyst {
  const models = new Map<string, RatingsModel>();
  const titlesOf = createTitles();

  /** From memory, else from the model's file. */
  const modelOf = async ({ id, path }: ModelRef, control: Control): Promise<RatingsModel> => {
    const known = models.get(id);
    if (known !== undefined) return known;
    if (path === null) throw faults.modelGone();
    const model = indexed(await readModel(path, control));
    models.set(id, model);
    return model;
  };

  // Unique in all workers: a model of one that was stopped must not be taken for another's.
  const nextId = (): string => `model-${randomUUID()}`;

  const train = async (request: TrainRequest, control: Control): Promise<TrainingAnalysis> => {
    const elapsed = startTimer(control);
    if (request.modelPath !== null) await checkWritable(request.modelPath);
    const options = {
      skipBroken: request.skipBroken ?? false,
      columns: request.columns ?? null,
      keepTimes: (request.holdoutBy ?? 'random') !== 'random',
    };
    const read = await readRatings(request.path, control, options);
    const test =
      request.testPath === null ? null : await readRatings(request.testPath, control, { ...options, keepTimes: false });
    const modelId = nextId();
    const secondsLoad = elapsed();
    const context = { modelId, secondsLoad };
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
    if (request.modelPath === null) models.set(modelId, model);
    else {
      // Asked to end, it ends with what it has: that is to be written.
      await writeModel(request.modelPath, model, control);
      if (analysis.interrupted === null) await rm(checkpointOf(request.modelPath), { force: true });
    }
    return { ...analysis, peakMemoryBytes: peakMemoryBytes() };
  };

  /** Reads a model anew, and keeps it by an id of its own. */
  const read = async (path: string, control: Control): Promise<{ modelId: string; model: RatingsModel }> => {
    const model = indexed(await readModel(path, control));
    const modelId = nextId();
    models.set(modelId, model);
    return { modelId, model };
  };

  const openModel = async ({ path }: OpenModelRequest, control: Control): Promise<OpenedModel> => {
    const elapsed = startTimer(control);
    const { modelId, model } = await read(path, control);
    return {
      modelId,
      solver: model.record.solver,
      rank: model.factors.row.columns,
      regularization: model.record.regularization,
      users: model.userIds.length,
      items: model.itemIds.length,
      ratings: model.record.ratings,
      seed: model.record.seed,
      seconds: elapsed(),
    };
  };

  const describe = async ({ path }: DescribeModelRequest, control: Control): Promise<TrainingAnalysis> => {
    const elapsed = startTimer(control);
    const { modelId, model } = await read(path, control);
    return describeModel(model, path, modelId, elapsed());
  };

  const exportModel = async (request: ExportModelRequest, control: Control): Promise<ExportedModel> => {
    const titles = await titlesOf(request.titlesPath, control);
    const model = await readModel(request.path, control);
    const files = await exportFactors(model, request.to, request.folder, titles, control);
    return { files, users: model.userIds.length, items: model.itemIds.length, rank: model.factors.row.columns };
  };

  const writeLists = async (request: RecommendAllRequest, control: Control): Promise<WrittenLists> => {
    const elapsed = startTimer(control);
    const { path, top, out } = request;
    await checkWritable(out);
    const titles = await titlesOf(request.titlesPath, control);
    const model = indexed(await readModel(path, control));
    const lengths = { shortest: top, longest: 0 };
    await writeCsv(out, recommendAll(model, top, titles, lengths, control), control);
    return { users: model.userIds.length, top, ...lengths, seconds: elapsed() };
  };

  const evaluateOn = async (request: EvaluateRequest, control: Control): Promise<Evaluation> => {
    const model = await modelOf(request.model, control);
    const elapsed = startTimer(control);
    const { skipBroken = false, columns = null } = request;
    const read = await readRatings(request.path, control, { skipBroken, columns });
    const secondsLoad = elapsed();
    const evaluation = await evaluate(model, read, control, request.ranking ?? null);
    return { ...evaluation, secondsLoad, seconds: elapsed(), peakMemoryBytes: peakMemoryBytes() };
  };

  const answer = async (request: Request, control: Control): Promise<Answers[Request['kind']]> => {
    useThreads('threads' in request ? (request.threads ?? null) : null);
    switch (request.kind) {
      case 'decompose':
        return decompose(request, control);
      case 'complete':
        checkReal(request.matrix);
        return request.check === true ? check(request, control) : complete(request, control);
      case 'reconstruct':
        checkReal(request.rowFactors, request.columnFactors, request.known);
        return reconstruct(request);
      case 'fold-in':
        return foldInRows(request);
      case 'calculate':
        return (await loadCalculator()).calculate(request, control);
      case 'train':
        return train(request, control);
      case 'preview-ratings':
        return previewRatings(request.path);
      case 'open-model':
        return openModel(request, control);
      case 'describe-model':
        return describe(request, control);
      case 'export-model':
        return exportModel(request, control);
      case 'recommend-all':
        return writeLists(request, control);
      case 'evaluate':
        return evaluateOn(request, control);
      case 'recommend':
        return recommend(
          await modelOf(request.model, control),
          request.asker,
          request.top,
          await titlesOf(request.titlesPath, control),
        );
      case 'similar':
        return similar(
          await modelOf(request.model, control),
          request.side,
          request.id,
          request.top,
          await titlesOf(request.titlesPath, control),
        );
      case 'find-users':
        return findUsers(await modelOf(request.model, control), request.query, request.limit);
      case 'find-items':
        return findItems(
          await modelOf(request.model, control),
          request.query,
          request.limit,
          await titlesOf(request.titlesPath, control),
        );
      case 'find':
        return find(request, control);
      case 'fill':
        return packedFillEdits(request.text, request.block, request);
    }
  };

  // The switch answers each kind with its own type; TypeScript cannot see that through the index.
  return { run: (request, control) => answer(request, control) as Promise<Answer<typeof request>> };
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

/** Only decompositions take complex matrices. */
function checkReal(...matrices: readonly (LabelledMatrix | null)[]): void {
  if (matrices.some((matrix) => (matrix?.imaginary ?? null) !== null)) throw faults.complexNotAllowed();
}

function find({ text, selections, language, missingMarks }: FindRequest, control: Control): PackedBlocks {
  const options = { language, missingMarks, checkpoint: () => control.checkpoint() };
  return packBlocks(selections === null ? findMatrices(text, options) : readSelections(text, selections, options));
}

/** Of the whole process: its worker threads too. */
const peakMemoryBytes = (): number => process.resourceUsage().maxRSS * 1024;
