import { entry, place, size } from './job';
import { multiplyAdd } from './simd';

/** Users of a task; four lie side by side in a panel. */
const usersEach: usize = 64;

/**
 * For the users of a range, the items with the highest scores c_j + u·v_j: as many as a list holds, the best first, of
 * equal ones that which comes first. Four users by eight items at a time; both lie in panels, of an item first its bias.
 * Past the last there are users and items of zeros, the items with a bias of −∞. The items that a user does not take are in
 * ascending order. Gives the number of tiles in which a score came on a list.
 */
export function searchItems(job: usize, task: usize, scratch: usize): f64 {
  const rank = size(job, 0);
  const panels = size(job, 1);
  const items = size(job, 2);
  const users = size(job, 3);
  const userPanels = size(job, 4) + task * usersEach * rank * 4;
  const first = task * usersEach;
  const count = min(usersEach, users - first);
  const userStep = rank << 4;
  const itemStep = (rank + 1) << 5;
  let hits: f64 = 0;

  // the least score that comes on each user's list
  for (let user: usize = 0; user < usersEach; user++)
    store<f32>(place(scratch, user), user < count ? -Infinity : Infinity);
  memory.fill(place(size(job, 8), first), 0, count << 2);
  for (let panel: usize = 0; panel < panels; panel++) {
    const itemPanel = items + panel * itemStep;
    for (let user: usize = 0; user < count; user += 4) {
      let u = userPanels + (user >> 2) * userStep;
      let v = itemPanel;
      let a0 = v128.load(v);
      let b0 = v128.load(v, 16);
      let a1 = a0;
      let b1 = b0;
      let a2 = a0;
      let b2 = b0;
      let a3 = a0;
      let b3 = b0;
      const end = u + userStep;
      while (u < end) {
        v += 32;
        const left = v128.load(v);
        const right = v128.load(v, 16);
        const u0 = v128.load32_splat(u);
        a0 = multiplyAdd(u0, left, a0);
        b0 = multiplyAdd(u0, right, b0);
        const u1 = v128.load32_splat(u, 4);
        a1 = multiplyAdd(u1, left, a1);
        b1 = multiplyAdd(u1, right, b1);
        const u2 = v128.load32_splat(u, 8);
        a2 = multiplyAdd(u2, left, a2);
        b2 = multiplyAdd(u2, right, b2);
        const u3 = v128.load32_splat(u, 12);
        a3 = multiplyAdd(u3, left, a3);
        b3 = multiplyAdd(u3, right, b3);
        u += 16;
      }
      const least = place(scratch, user);
      const above0 = above(a0, b0, least);
      const above1 = above(a1, b1, least + 4);
      const above2 = above(a2, b2, least + 8);
      const above3 = above(a3, b3, least + 12);
      if (!v128.any_true(v128.or(v128.or(above0, above1), v128.or(above2, above3)))) continue;
      hits++;
      const scores = scratch + (usersEach << 2);
      if (v128.any_true(above0)) offer(job, first + user, panel << 3, a0, b0, scores, least);
      if (v128.any_true(above1)) offer(job, first + user + 1, panel << 3, a1, b1, scores, least + 4);
      if (v128.any_true(above2)) offer(job, first + user + 2, panel << 3, a2, b2, scores, least + 8);
      if (v128.any_true(above3)) offer(job, first + user + 3, panel << 3, a3, b3, scores, least + 12);
    }
  }
  return hits;
}

/** Which of eight scores are above a list's least. */
function above(a: v128, b: v128, least: usize): v128 {
  const bound = v128.load32_splat(least);
  return v128.or(f32x4.gt(a, bound), f32x4.gt(b, bound));
}

/** Puts those of eight items on a user's list that belong there and that the user takes. */
function offer(job: usize, user: usize, item: usize, a: v128, b: v128, scores: usize, least: usize): void {
  const length = size(job, 5);
  const counter = place(size(job, 8), user);
  const listScores = place(size(job, 9), user * length);
  const listItems = place(size(job, 10), user * length);
  v128.store(scores, a);
  v128.store(scores, b, 16);
  for (let at: usize = 0; at < 8; at++) {
    const score = load<f32>(place(scores, at));
    if (!(score > load<f32>(least)) || isLeftOut(job, user, item + at)) continue;
    const count = <usize>load<u32>(counter);
    let to = count < length ? count : length - 1;
    for (; to > 0 && score > load<f32>(place(listScores, to - 1)); to--) {
      store<f32>(place(listScores, to), load<f32>(place(listScores, to - 1)));
      store<u32>(place(listItems, to), load<u32>(place(listItems, to - 1)));
    }
    store<f32>(place(listScores, to), score);
    store<u32>(place(listItems, to), <u32>(item + at));
    if (count < length) store<u32>(counter, <u32>count + 1);
    if (count + 1 >= length) store<f32>(least, load<f32>(place(listScores, length - 1)));
  }
}

/** Whether an item is among those that a user does not take, by bisection. */
function isLeftOut(job: usize, user: usize, item: usize): bool {
  const starts = size(job, 6);
  const leftOut = size(job, 7);
  let low = entry(starts, user);
  let high = entry(starts, user + 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = entry(leftOut, middle);
    if (one === item) return true;
    if (one < item) low = middle + 1;
    else high = middle;
  }
  return false;
}
