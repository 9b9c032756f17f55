import type { HoldOutBy, TrainRequest } from '../../protocol/request';
import { lines } from '../target';

/** How programs hold out the very ratings that a training did, each in a function of its own. */

/**
 * `moment` makes a number of a cell that holds a time, as the reading of ratings does: dates are taken apart here, since
 * `fromisoformat` of older Pythons reads few of them.
 */
const moment = lines(
  'iso_date = re.compile(',
  '    r"(\\d{4}-\\d\\d-\\d\\d)(?:[T ](\\d\\d:\\d\\d(?::\\d\\d)?)(?:[.,](\\d+))?(?: ?(Z|UTC|[+-]\\d\\d(?::?\\d\\d)?))?)?",',
  '    re.IGNORECASE,',
  ')',
  '',
  '',
  'def moment(cell):',
  '    """A time as a number, or the milliseconds since 1970 of a date of ISO 8601; NaN for any other."""',
  '    try:',
  '        return float(cell)',
  '    except ValueError:',
  '        found = iso_date.fullmatch(cell)',
  '    if found is None:',
  '        return np.nan',
  '    day, clock, fraction, zone = found.groups()',
  '    try:',
  '        date = datetime.fromisoformat(f"{day}T{clock or \'00:00\'}").replace(tzinfo=timezone.utc)',
  '    except ValueError:',
  '        return np.nan',
  '    behind = 0',
  '    if zone is not None and zone[0] in "+-":',
  '        behind = int(zone[0] + "1") * (60 * int(zone[1:3]) + int(zone[3:].lstrip(":") or 0))',
  '    return 1000 * (date.timestamp() - 60 * behind) + int((fraction or "0")[:3].ljust(3, "0"))',
);

const random = lines(
  'def shuffled(count):',
  '    """The numbers below count in a random order: sfc32, seeded by splitmix32, and Fisher and Yates."""',
  '    mask, state = 0xFFFFFFFF, []',
  '    for k in (1, 2, 3):',
  '        z = (seed + k * 0x9E3779B9) & mask',
  '        z = ((z ^ z >> 16) * 0x21F0AAAD) & mask',
  '        z = ((z ^ z >> 15) * 0x735A2D97) & mask',
  '        state.append(z ^ z >> 15)',
  '    a, b, c, counter = *state, 1',
  '',
  '    def word():',
  '        nonlocal a, b, c, counter',
  '        t = (a + b + counter) & mask',
  '        counter = (counter + 1) & mask',
  '        a = b ^ b >> 9',
  '        b = (c + (c << 3)) & mask',
  '        c = ((c << 21 | c >> 11) + t) & mask',
  '        return t',
  '',
  '    for _ in range(12):',
  '        word()',
  '    order = np.arange(count)',
  '    for i in range(count - 1, 0, -1):',
  '        high, low = word() >> 5, word() >> 6',
  '        j = int((high * 67108864 + low) / 9007199254740992 * (i + 1))',
  '        order[i], order[j] = order[j], order[i]',
  '    return order',
);

const latest = lines(
  'def latest():',
  '    """The ratings whose time is known, the latest first, and of those of one time the later in the file."""',
  '    known = np.flatnonzero(~np.isnan(time))',
  '    return known[np.lexsort((-known, -time[known]))]',
);

const lastOfEach = lines(
  'def last_of_each():',
  '    """The last rating of each user who has at least two, by time and then by place in the file."""',
  '    order = np.lexsort((np.arange(len(value)), np.nan_to_num(time, nan=-np.inf), user))',
  '    is_last = np.append(user[order][1:] != user[order][:-1], True)',
  '    return order[is_last & (np.bincount(user)[user[order]] > 1)]',
);

const share = 'min(int(holdout * len(value) + 0.5), len(value) - 1)';

interface HoldOut {
  readonly functions: string;
  /** The positions of the ratings that are held out. */
  readonly positions: string;
  /** Whether `time` says when each rating was made. */
  readonly isByTime: boolean;
}

const holdOuts: Readonly<Record<HoldOutBy, HoldOut>> = {
  random: { functions: random, positions: `shuffled(len(value))[:${share}]`, isByTime: false },
  time: { functions: latest, positions: `latest()[:${share}]`, isByTime: true },
  last: { functions: lastOfEach, positions: 'last_of_each()', isByTime: true },
};

/** The program's part that marks the ratings held out, and the modules that it needs. */
export function holdOutOf(request: TrainRequest): HoldOut & { readonly imports: readonly string[] } {
  const way = holdOuts[request.holdoutBy ?? 'random'];
  return way.isByTime
    ? {
        ...way,
        functions: `${moment}\n\n\n${way.functions}`,
        imports: ['import re', 'from datetime import datetime, timezone'],
      }
    : { ...way, imports: [] };
}
