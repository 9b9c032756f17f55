import { commandLink } from './arguments';
import { commandIds, type CommandId } from './names';
import { samples, type Sample } from './samples';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  /** Any of them marks the step as done. */
  readonly completionEvents: readonly string[];
}

interface Told {
  readonly title: string;
  readonly text: string;
  /** Lines that are a link alone: VS Code draws each as a button. */
  readonly buttons: readonly string[];
  /** The picture's text alternative. */
  readonly picture: string;
  readonly doneBy: readonly CommandId[];
}

function button(title: string, command: CommandId): string {
  return `[${title}](command:${command})`;
}

function sampleButton(title: string, { file }: Sample): string {
  return `[${title}](${commandLink(commandIds.openSample, file)})`;
}

function step(id: string, { title, text, buttons, picture, doneBy }: Told): Step {
  return {
    id,
    title,
    description: [text, ...buttons].join('\n'),
    media: { svg: `media/walkthrough/${id}.svg`, altText: picture },
    completionEvents: doneBy.map((command) => `onCommand:${command}`),
  };
}

/** What VS Code's Get Started page shows of the extension. Each button does what it says from a window just opened. */
export const walkthrough = {
  id: 'start',
  title: 'Get Started with Factorize',
  description: 'From a matrix in a text to its factors and its missing cells.',
  steps: [
    step('factorize', {
      title: 'Factorize a matrix',
      text: 'Put the cursor in a matrix, or select a part of one, and run Factorize: its factors appear beside the text, with how good they are.',
      buttons: [sampleButton('Open Sample', samples.ratingsMatrix), button('Factorize', commandIds.factorize)],
      picture: 'A matrix selected in a text, and its two factors in a panel beside it.',
      doneBy: [commandIds.factorize],
    }),
    step('predict', {
      title: 'See what belongs in a missing cell',
      text: 'Hover a ? to see its prediction, how sure that is, and the sum behind it. Fill Missing Cells writes the predictions into the text, and one undo takes them back.',
      buttons: [button('Fill Missing Cells', commandIds.fill)],
      picture: 'A hover over a question mark, with the predicted value, its interval and the sum.',
      doneBy: [commandIds.fill],
    }),
    step('panel', {
      title: 'Look at the factors',
      text: 'The panel shows what each factor separates, the matrix they add up to beside the original, and how training went.',
      buttons: [button('Show Panel', commandIds.showPanel)],
      picture: 'The panel with the cells of two factors coloured by value.',
      doneBy: [commandIds.showPanel],
    }),
    step('train', {
      title: 'Train a recommender',
      text: 'A file with a user, an item and a rating in each line is trained on where it lies, however large. The error on ratings held out says how good it is.',
      buttons: [
        sampleButton('Open Sample Ratings', samples.ratingsFile),
        button('Train Recommender…', commandIds.train),
      ],
      picture: 'The error on held-out ratings falling while a recommender is trained.',
      doneBy: [commandIds.train],
    }),
    step('exact', {
      title: 'Work in fractions, step by step',
      text: 'Complete matrices can be factored without rounding, and every step shown and copied as LaTeX.',
      buttons: [
        sampleButton('Open Sample in LaTeX', samples.lecture),
        button('Show Steps…', commandIds.showSteps),
        button('Factorize in Fractions…', commandIds.factorizeExactly),
      ],
      picture: 'An elimination with fractions, one row operation after the other.',
      doneBy: [commandIds.showSteps, commandIds.factorizeExactly],
    }),
  ],
};
