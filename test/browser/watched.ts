import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventually } from '../host/eventually';
import { projectTop } from '../host/paths.mjs';
import type { Workbench } from './workbench';

/** One time that the extension host's thread was blocked, and how much of it was spent in our own code, in milliseconds. */
export interface Block {
  readonly milliseconds: number;
  readonly ours: number;
  readonly where: string;
}

/** The file that it reports to, named in the environment as FACTORIZE_PROBE. */
export const measured = path.join(os.tmpdir(), `factorize-probe-${process.pid}.json`);
/** The extension that watches, to be opened with the workbench. */
export const probe = path.join(projectTop, 'test', 'host', 'probe');

/** Does something while the extension host is watched, prints how long its thread was blocked at most, and gives it. */
export async function watched(
  workbench: Workbench,
  what: string,
  work: () => Promise<void>,
): Promise<readonly Block[]> {
  await workbench.runCommand('Probe: Start');
  await workbench.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  await work();
  await workbench.runCommand('Probe: Report');
  const blocks = await eventually('the report', async () => {
    const read = JSON.parse(await fs.promises.readFile(measured, 'utf8')) as Block[];
    fs.rmSync(measured);
    return read;
  });
  const longest = blocks.reduce((most, { milliseconds }) => Math.max(most, milliseconds), 0);
  const ours = blocks.reduce<Block | null>((most, block) => (block.ours > (most?.ours ?? 0) ? block : most), null);
  console.log(
    `      ${what}: the host's thread blocked ${longest.toFixed(0)} ms at most, ` +
      `of ours ${(ours?.ours ?? 0).toFixed(0)} ms${ours === null ? '' : ` (${ours.where})`}`,
  );
  return blocks;
}
