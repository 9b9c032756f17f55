import type { FaultData } from '../fault';
import { fault } from './make';

/** Files of ratings and models. */
export const filesFaults = {
  ratingsLine: (file: string, line: number, column: number, what: string, remedy: string) =>
    fault('input', 'ratings-line', what, remedy, { file, line, column }),
  lacksColumn: (file: string, count: number, last: number) =>
    fault(
      'input',
      'ratings-line',
      `${file} has ${count} columns, and a column ${last + 1} is asked for.`,
      'Name columns that it has.',
      { file, line: 1, column: 1 },
    ),
  brokenRow: (file: string, row: number, what: string) =>
    fault('input', 'ratings-line', `Row ${row} has no ${what}.`, 'Give one in every row.', {
      file,
      line: row,
      column: 1,
    }),
  noRatingsToPredict: (file: string) =>
    fault(
      'input',
      'no-ratings-to-predict',
      `${file} says who chose what and not how they rated it, so there are no ratings to predict.`,
      'Train on it with implicit-als, or give a file with ratings.',
    ),
  lineTooLong: (file: string, line: number) =>
    fault(
      'input',
      'line-too-long',
      `Line ${line} of ${file} is longer than a megabyte.`,
      'Give one record on a line.',
      {
        file,
        line,
        column: 1,
      },
    ),
  damagedFile: (file: string, format: string, what: string) =>
    fault('input', 'damaged-file', `${file} cannot be read as ${format}: ${what}.`, 'Give the whole file, undamaged.'),
  unreadCodec: (file: string, codec: string) =>
    fault(
      'input',
      'unread-codec',
      `${file} is compressed by ${codec}, which is not read.`,
      'Write it with Snappy, gzip, Brotli, Zstandard or LZ4, or without compression.',
    ),
  onlyBroken: (file: string, { message, place }: FaultData) =>
    fault('input', 'no-ratings', `${file} holds no ratings. ${message}`, 'Give lines of user, item and rating.', place),
  noRatings: (file: string) =>
    fault('input', 'no-ratings', `${file} holds no ratings.`, 'Give lines of user, item and rating.'),
  noTitles: (file: string) =>
    fault(
      'input',
      'no-titles',
      `${file} holds no titles.`,
      "Give lines of an item's id and its title, or a header that names the columns item and title.",
    ),
  noTimes: (file: string) =>
    fault(
      'input',
      'no-times',
      `${file} does not say when its ratings were made.`,
      'Name the column of times timestamp, and give seconds since 1970 or dates such as 2020-12-31 in it, or hold ratings out at random.',
    ),
  changedWhileRead: (file: string) =>
    fault(
      'input',
      'changed-while-read',
      `${file} was changed while it was read, so what was read of it may be half old and half new.`,
      'Run it again when the file is no longer written.',
    ),
  checkpointNotKept: (what: string) =>
    fault(
      'work',
      'checkpoint-not-kept',
      `The training goes on, but could not be resumed if it were interrupted: ${what}`,
      'Make room there, or have the model written elsewhere.',
    ),
  unknownUser: (user: string, meant: string | null) =>
    fault('input', 'unknown-user', `No user ${user} is in the ratings.`, giveAnId(meant)),
  unknownItem: (item: string, meant: string | null) =>
    fault('input', 'unknown-item', `No item ${item} is in the ratings.`, giveAnId(meant)),
  noRatingsGiven: () =>
    fault('input', 'no-ratings-given', 'Nothing is known of someone who has rated nothing.', 'Rate at least one item.'),
  userWithoutFactors: (user: string) =>
    fault(
      'input',
      'user-without-factors',
      `The model has no factors for user ${user}, so nobody can be called like them.`,
      'Train with a rating of theirs that is not held out, or with less regularization.',
    ),
  itemWithoutFactors: (item: string) =>
    fault(
      'input',
      'item-without-factors',
      `The model has no factors for item ${item}, so nothing can be called like it.`,
      'Train with a rating of it that is not held out, or with less regularization.',
    ),

  cannotResume: (file: string, what: string) =>
    fault(
      'input',
      'cannot-resume',
      `The training cannot go on from ${file}: ${what}.`,
      'Give the checkpoint of a training of the same ratings with the same options, or train from the start.',
    ),
  cannotOpenModel: (file: string, what: string) =>
    fault(
      'input',
      'cannot-open-model',
      `${file} cannot be opened as a model: ${what}.`,
      'Give an undamaged file that factorize train --model has written.',
    ),
};

const giveAnId = (meant: string | null): string =>
  meant === null ? 'Give an id as it stands in the file.' : `Give an id as it stands in the file, such as ${meant}.`;
