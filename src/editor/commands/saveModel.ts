import type { Services } from '../services';
import { saveModelOf } from '../savingModel';
import { trainingMeant } from './trainingMeant';

/** Save Model As…: a copy of a trained recommender's file, where the person wants it. */
export async function saveModel(services: Services, argument: unknown): Promise<void> {
  await saveModelOf(trainingMeant(services, argument));
}
