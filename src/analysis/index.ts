import { check, complete, findItems, findUsers, foldInRows, recommend, reconstruct, similar } from '../completion';
import { findMatrices, packBlocks, packedFillEdits, readSelections, type PackedBlocks } from '../documents';
import { decompose, useThreads } from '../factorization';
import { previewRatings } from '../files';
import type { LabelledMatrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { FindRequest, Request } from '../protocol/request';
import type { Answer, Answers } from '../protocol/rpc';
import { createModelMemory } from './modelMemory';
import { loadCalculator, loadModels, loadTraining } from './parts';
import { createTitles } from './titles';

export { threadsFor } from '../factorization';

/** The one door to the work: a request becomes its answer, or throws a `Fault`. */
export interface Analyst {
  run<R extends Request>(request: R, control: Control): Promise<Answer<R>>;
}

/**
 * An analyst of its own memory: the models it has trained or read are kept there by their ids. Trainings whose model has
 * a file are kept beside it every so many seconds, until it is written.
 */
export function createAnalyst(secondsBetweenCheckpoints = 30): Analyst {
  const memory = createModelMemory();
  const titlesOf = createTitles();

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
        return (await loadTraining()).train(request, memory, titlesOf, secondsBetweenCheckpoints, control);
      case 'preview-ratings':
        return previewRatings(request.path);
      case 'open-model':
        return (await loadModels()).openModel(request, memory, control);
      case 'describe-model':
        return (await loadModels()).describe(request, memory, titlesOf, control);
      case 'export-model':
        return (await loadModels()).exportModel(request, titlesOf, control);
      case 'recommend-all':
        return (await loadModels()).writeLists(request, titlesOf, control);
      case 'evaluate':
        return (await loadModels()).evaluateOn(request, memory, control);
      case 'recommend':
        return recommend(
          await memory.get(request.model, control),
          request.asker,
          request.top,
          await titlesOf(request.titlesPath, control),
        );
      case 'similar':
        return similar(
          await memory.get(request.model, control),
          request.side,
          request.id,
          request.top,
          await titlesOf(request.titlesPath, control),
          request.atLeast,
        );
      case 'find-users':
        return findUsers(await memory.get(request.model, control), request.query, request.limit);
      case 'find-items':
        return findItems(
          await memory.get(request.model, control),
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

/** Only decompositions take complex matrices. */
function checkReal(...matrices: readonly (LabelledMatrix | null)[]): void {
  if (matrices.some((matrix) => (matrix?.imaginary ?? null) !== null)) throw faults.complexNotAllowed();
}

function find({ text, selections, language, missingMarks }: FindRequest, control: Control): PackedBlocks {
  const options = { language, missingMarks, checkpoint: () => control.checkpoint() };
  return packBlocks(selections === null ? findMatrices(text, options) : readSelections(text, selections, options));
}
