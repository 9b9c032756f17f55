import { describeModel, evaluate, indexed, recommendAll } from '../completion';
import { checkWritable, exportFactors, readModel, readRatings, writeCsv } from '../files';
import { faults } from '../matrix/faults';
import { startTimer, type Control } from '../protocol/control';
import type {
  DescribeModelRequest,
  EvaluateRequest,
  ExportModelRequest,
  OpenModelRequest,
  RecommendAllRequest,
} from '../protocol/request';
import type { Evaluation, OpenedModel, TrainingAnalysis } from '../protocol/results';
import type { ExportedModel, WrittenLists } from '../protocol/writtenFiles';
import type { ModelMemory } from './modelMemory';
import { peakMemoryBytes } from './peakMemory';
import { titlesIfAny, type TitlesOf } from './titles';

/** What a model's file holds, in numbers. */
export async function openModel(
  { path }: OpenModelRequest,
  memory: ModelMemory,
  control: Control,
): Promise<OpenedModel> {
  const elapsed = startTimer(control);
  const { modelId, model } = await memory.open(path, control);
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
}

/** The training that a model's file records. */
export async function describe(
  { path, titlesPath }: DescribeModelRequest,
  memory: ModelMemory,
  titlesOf: TitlesOf,
  control: Control,
): Promise<TrainingAnalysis> {
  const elapsed = startTimer(control);
  const { modelId, model } = await memory.open(path, control);
  return describeModel(model, path, modelId, elapsed(), await titlesIfAny(titlesOf, titlesPath, control));
}

/** A model's factors as files in a folder. */
export async function exportModel(
  request: ExportModelRequest,
  titlesOf: TitlesOf,
  control: Control,
): Promise<ExportedModel> {
  const titles = await titlesOf(request.titlesPath, control);
  const model = await readModel(request.path, control);
  const files = await exportFactors(model, request.to, request.folder, titles, control);
  return { files, users: model.userIds.length, items: model.itemIds.length, rank: model.factors.row.columns };
}

/** The best items for every user, as one CSV file. */
export async function writeLists(
  request: RecommendAllRequest,
  titlesOf: TitlesOf,
  control: Control,
): Promise<WrittenLists> {
  const elapsed = startTimer(control);
  const { path, top, out } = request;
  await checkWritable(out);
  const titles = await titlesOf(request.titlesPath, control);
  const model = indexed(await readModel(path, control));
  const lengths = { shortest: top, longest: 0 };
  await writeCsv(out, recommendAll(model, top, titles, lengths, control), control);
  return { users: model.userIds.length, top, ...lengths, seconds: elapsed() };
}

/** The error of a model on the ratings of a file. */
export async function evaluateOn(request: EvaluateRequest, memory: ModelMemory, control: Control): Promise<Evaluation> {
  const model = await memory.get(request.model, control);
  const elapsed = startTimer(control);
  const { skipBroken = false, columns = null } = request;
  const read = await readRatings(request.path, control, { skipBroken, columns });
  if (read.isCounted && model.record.solver !== 'implicit-als') throw faults.noRatingsToPredict(request.path);
  const secondsLoad = elapsed();
  const evaluation = await evaluate(model, read, control, request.ranking ?? null);
  return { ...evaluation, secondsLoad, seconds: elapsed(), peakMemoryBytes: peakMemoryBytes() };
}
