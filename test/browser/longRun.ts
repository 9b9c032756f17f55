import fs from 'node:fs';
import path from 'node:path';
import type { Stage } from './setup';
import type { Workbench } from './workbench';

/** So large that the most iterations one may ask for take minutes on any machine: somebody has to end them. */
const size = 40;

/** A 40×40, A, that begins with 5 & 6 on line 5. */
const text = `# Factors of products

A table of remainders:

$$ A = \\begin{bmatrix} ${Array.from({ length: size }, (_, i) =>
  Array.from({ length: size }, (_, j) => (5 + (i + 1) * j) % 7).join(' & '),
).join(' \\\\\n')} \\end{bmatrix} $$
`;

/** Answers the boxes of Factorize with…, each when it stands there. */
export async function answerSteps(workbench: Workbench, answers: readonly string[]): Promise<void> {
  for (const [i, answer] of answers.entries()) {
    await workbench.page.getByText(`Factorize with… (${i + 1} of ${answers.length})`).waitFor();
    await workbench.answer(answer);
  }
}

/** Opens a text and starts a run on its matrix that goes on until it is cancelled or stopped. */
export async function openLongRun({ open, folder }: Stage): Promise<Workbench> {
  const workbench = await open(null);
  fs.writeFileSync(path.join(folder(), 'long.md'), text);
  await workbench.openFile('long.md');
  await workbench.lens('A · 40×40').waitFor();
  await workbench.placeCursor('A = \\begin');
  await workbench.runCommand('Factorize: Factorize with…');
  await workbench.pick('Adam');
  await answerSteps(workbench, ['2', '1e-7', '10000000']);
  await workbench.panelFrame().getByRole('button', { name: 'Stop' }).waitFor();
  return workbench;
}
