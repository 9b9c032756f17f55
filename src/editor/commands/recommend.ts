import * as vscode from 'vscode';
import { toFaultData } from '../../matrix/faults';
import { counted } from '../../protocol/quantities';
import type { TrainingAnalysis } from '../../protocol/results';
import { writeSum } from '../../protocol/sum';
import { showFault } from '../errors';
import { findUsersOf, recommendFor } from '../recommending';
import type { Services } from '../services';
import { trainingMeant } from './trainingMeant';

/** Users listed for what was typed. */
const usersListed = 50;

/** Recommend for User…: a user of a trained recommender, and the items predicted best for them. */
export async function recommend(services: Services, argument: unknown): Promise<void> {
  const training = trainingMeant(services, argument);
  const user = await pickUser(services, training);
  if (user === null) return;
  const { items, rated } = await recommendFor(services.pool(), training, { user });
  await vscode.window.showQuickPick(
    items.map((item, i) => ({
      label: `${i + 1}. ${item.title ?? item.item}`,
      description: item.value.toFixed(2),
      detail: writeSum(item),
    })),
    {
      title: `For user ${user}: ${counted(rated, 'rating')} trained on`,
      placeHolder: 'Predicted ratings of what they have not rated, best first',
      matchOnDetail: false,
    },
  );
}

/** A list of users that is searched in the worker as the person types. */
function pickUser({ pool }: Services, training: TrainingAnalysis): Promise<string | null> {
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick();
    picker.title = 'Recommend for user';
    picker.placeholder = 'An id as it stands in the ratings file';
    picker.items = training.sampleUsers.map((label) => ({ label }));
    const search = async (query: string): Promise<void> => {
      picker.busy = true;
      try {
        const users = await findUsersOf(pool(), training, query, usersListed);
        if (picker.value === query) picker.items = users.map((label) => ({ label }));
      } catch (error) {
        picker.hide();
        void showFault(toFaultData(error));
      } finally {
        picker.busy = false;
      }
    };
    picker.onDidChangeValue((value) => void search(value));
    picker.onDidAccept(() => {
      const user = picker.selectedItems[0]?.label ?? picker.value.trim();
      resolve(user === '' ? null : user);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(null);
      picker.dispose();
    });
    picker.show();
  });
}
