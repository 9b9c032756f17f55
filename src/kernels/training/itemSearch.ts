import { Layout, SharedMemory } from './sharedMemory';
import { Team, teamPlaces } from './team';

/** Users of a task, of a panel and items of a panel: see `assembly/search.ts`. */
const usersEach = 64;
const userPanel = 4;
const itemPanel = 8;

/** Entries of the lists of a batch of users, about. */
const batchEntries = 2 ** 20;
/** Users of a batch, at most. */
const mostUsers = 2 ** 12;
/** Bytes of each thread: the least scores of a task's users, and eight scores. */
const scratchBytes = 512;

/** Vectors of rank k, one behind the other. */
export interface SearchedVectors {
  readonly rank: number;
  readonly values: Float64Array;
}

export interface ItemSearchOptions {
  readonly users: SearchedVectors;
  readonly items: SearchedVectors & { readonly bias: Float64Array };
  /** The items that are searched, in ascending order: found ones are told by their place here. */
  readonly candidates: Uint32Array;
  /** The length of a list. */
  readonly length: number;
  readonly threads: number;
}

/** What was found for one user: places among the candidates, the best first, and their scores in single precision. */
export interface FoundItems {
  readonly places: Uint32Array;
  readonly scores: Float32Array;
}

/** Items with the highest scores c_j + u·v_j, in single precision, of many users at once. */
export interface ItemSearch {
  /** Users that may be asked for at once. */
  readonly usersAtOnce: number;
  /** Entries of all of `leftOut` at once, at most. */
  readonly mostLeftOut: number;
  /**
   * Searches for each user, leaving out of its list the places of `leftOut`, in ascending order. What is found is
   * overwritten by the next search. Calls `checkpoint` every few milliseconds, throws what that throws, and
   * `trainingThreadStopped`.
   */
  search(users: ArrayLike<number>, leftOut: readonly Uint32Array[], checkpoint: () => void): Promise<FoundItems[]>;
  close(): Promise<void>;
}

/** Copies the items into a memory that threads share. Throws `outOfMemory` and `trainingThreadStopped`. */
export async function createItemSearch(options: ItemSearchOptions): Promise<ItemSearch> {
  const { users, items, candidates, length, threads } = options;
  const { rank } = users;
  const panels = Math.ceil(candidates.length / itemPanel);
  const tasks = Math.max(1, Math.floor(Math.min(mostUsers, batchEntries / length) / usersEach));
  const usersAtOnce = tasks * usersEach;
  const mostLeftOut = Math.max(candidates.length, 2 ** 20);
  const layout = new Layout();
  const itemPlace = layout.take(panels * itemPanel * (rank + 1), 4);
  const userPlace = layout.take(usersAtOnce * rank, 4);
  const startPlace = layout.take(usersAtOnce + 1, 4);
  const leftOutPlace = layout.take(mostLeftOut, 4);
  const countPlace = layout.take(usersAtOnce, 4);
  const scorePlace = layout.take(usersAtOnce * length, 4);
  const foundPlace = layout.take(usersAtOnce * length, 4);
  const at = teamPlaces(layout, threads, scratchBytes);
  const shared = new SharedMemory(layout);
  const packedUsers = shared.floats(userPlace);
  const [starts, leftOuts] = [shared.integers(startPlace), shared.integers(leftOutPlace)];
  const [counts, scores, found] = [shared.integers(countPlace), shared.floats(scorePlace), shared.integers(foundPlace)];
  packItems(shared.floats(itemPlace), items, candidates);
  const team = await Team.assemble(shared, at, tasks, threads);

  return {
    usersAtOnce,
    mostLeftOut,
    search: async (asked, leftOut, checkpoint) => {
      const count = asked.length;
      packUsers(packedUsers, users, asked);
      let filled = 0;
      for (const [user, places] of leftOut.entries()) {
        starts[user] = filled;
        leftOuts.set(places, filled);
        filled += places.length;
      }
      starts[count] = filled;
      const settings = [
        ...[rank, panels, itemPlace.address, count, userPlace.address, length],
        ...[startPlace.address, leftOutPlace.address, countPlace.address, scorePlace.address, foundPlace.address],
      ];
      await team.run('searchItems', settings, Math.ceil(count / usersEach), checkpoint);
      return Array.from({ length: count }, (_, user) => {
        const [start, end] = [user * length, user * length + counts[user]!];
        return { places: found.subarray(start, end), scores: scores.subarray(start, end) };
      });
    },
    close: () => team.dismiss(),
  };
}

/** Panels of eight items: their biases, then number f of each, for every f. */
function packItems(
  packed: Float32Array,
  { rank, values, bias }: ItemSearchOptions['items'],
  candidates: Uint32Array,
): void {
  const places = Math.ceil(candidates.length / itemPanel) * itemPanel;
  for (let p = 0; p < places; p++) {
    const item = candidates[p];
    const start = (p - (p % itemPanel)) * (rank + 1) + (p % itemPanel);
    packed[start] = item === undefined ? Number.NEGATIVE_INFINITY : bias[item]!;
    if (item === undefined) continue;
    for (let f = 0; f < rank; f++) packed[start + (f + 1) * itemPanel] = values[item * rank + f]!;
  }
}

/** Panels of four users: number f of each, for every f; what lies past the last is not looked at. */
function packUsers(packed: Float32Array, { rank, values }: SearchedVectors, users: ArrayLike<number>): void {
  for (let p = 0; p < users.length; p++) {
    const user = users[p]!;
    const start = (p - (p % userPanel)) * rank + (p % userPanel);
    for (let f = 0; f < rank; f++) packed[start + f * userPanel] = values[user * rank + f]!;
  }
}
