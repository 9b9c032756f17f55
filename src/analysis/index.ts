import { complete, findUsers, recommend, reconstruct, trainRatings, type RatingsModel } from '../completion';
import { findMatrices } from '../documents';
import { decompose } from '../factorization';
import { readRatings, readTitles } from '../files';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { Request, TrainRequest } from '../protocol/request';
import type { TrainingAnalysis } from '../protocol/results';
import type { Answer, Answers } from '../protocol/rpc';

/** The one door to the work: a request becomes its answer, or throws a `Fault`. */
export interface Analyst {
  run<R extends Request>(request: R, control: Control): Promise<Answer<R>>;
}

/** An analyst of its own memory: the models it trains are known to it alone, by their ids. */
export function createAnalyst(): Analyst {
  const models = new Map<string, RatingsModel>();

  const modelOf = (id: string): RatingsModel => {
    const model = models.get(id);
    if (model === undefined) throw faults.modelGone();
    return model;
  };

  const train = async (request: TrainRequest, control: Control): Promise<TrainingAnalysis> => {
    const started = performance.now();
    const read = await readRatings(request.path, control);
    const test = request.testPath === null ? null : await readRatings(request.testPath, control);
    const modelId = `model-${models.size + 1}`;
    const secondsLoad = (performance.now() - started) / 1000;
    const { analysis, model } = trainRatings(read, test, request, { modelId, secondsLoad }, control);
    models.set(modelId, model);
    return { ...analysis, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 };
  };

  const answer = async (request: Request, control: Control): Promise<Answers[Request['kind']]> => {
    switch (request.kind) {
      case 'decompose':
        return decompose(request, control);
      case 'complete':
        return complete(request, control);
      case 'reconstruct':
        return reconstruct(request);
      case 'train':
        return train(request, control);
      case 'recommend': {
        const titles = request.titlesPath === null ? null : await readTitles(request.titlesPath);
        return recommend(modelOf(request.model), request.user, request.top, titles);
      }
      case 'find-users':
        return findUsers(modelOf(request.model), request.query, request.limit);
      case 'find':
        return findMatrices(request.text, { language: request.language, missingMarks: request.missingMarks });
    }
  };

  // The switch answers each kind with its own type; TypeScript cannot see that through the index.
  return { run: (request, control) => answer(request, control) as Promise<Answer<typeof request>> };
}
