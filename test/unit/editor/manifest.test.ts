import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { activationEvents, contributes } from '../../../src/editor/manifest';
import { commandIds } from '../../../src/editor/names';
import { samples } from '../../../src/editor/samples';
import { restrictedConfigurations } from '../../../src/editor/settingsManifest';
import { walkthrough } from '../../../src/editor/walkthrough';

const root = path.resolve(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>;

/** What package.json should hold, for a person to paste. */
function expected(field: string, value: unknown): string {
  return `package.json should have\n"${field}": ${JSON.stringify(value, null, 2)}`;
}

describe('manifest', () => {
  it('package.json contributes what the code says', () => {
    const wanted: unknown = JSON.parse(JSON.stringify(contributes));
    assert.deepEqual(manifest['contributes'], wanted, expected('contributes', wanted));
  });

  it('a workspace that is not trusted sets nothing that starts a program', () => {
    const { untrustedWorkspaces } = manifest['capabilities'] as { untrustedWorkspaces: Record<string, unknown> };
    assert.deepEqual(untrustedWorkspaces['restrictedConfigurations'], restrictedConfigurations);
    assert.ok(restrictedConfigurations.includes('factorize.spark.submit'));
  });

  it('package.json is activated by what the code says', () => {
    assert.deepEqual(manifest['activationEvents'], activationEvents, expected('activationEvents', activationEvents));
  });

  it('the icons it names are there', () => {
    const icons = [manifest['icon'], ...contributes.viewsContainers.activitybar.map(({ icon }) => icon)];
    for (const icon of icons) assert.ok(existsSync(path.join(root, String(icon))), `${String(icon)} is missing.`);
  });

  it('the pictures and samples of the walkthrough are there', () => {
    const pictures = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg));
    const files = Object.values(samples).flatMap(({ file, beside }) => [file, ...beside]);
    const named = [...pictures, ...files.map((file) => `media/samples/${file}`)];
    assert.deepEqual(
      named.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });

  it('a picture of the walkthrough takes every colour from the theme', () => {
    for (const { media } of walkthrough.steps) {
      const svg = readFileSync(path.join(root, media.svg), 'utf8');
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map((match) => match[1]!);
      assert.ok(colours.length > 0);
      assert.deepEqual(
        colours.filter((colour) => colour !== 'none' && !/^var\(--vscode-[\w-]+\)$/.test(colour)),
        [],
      );
    }
  });

  it('menus, keys, welcome and walkthrough name commands that exist', () => {
    const known = new Set<string>(Object.values(commandIds));
    const named = [
      ...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
      ...contributes.keybindings.map(({ command }) => command),
      ...contributes.viewsWelcome.flatMap(({ contents }) =>
        [...contents.matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1]!),
      ),
      ...walkthrough.steps.flatMap(({ description, completionEvents }) => [
        ...[...description.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1]!),
        ...completionEvents.map((event) => event.replace(/^onCommand:/, '')),
      ]),
    ];
    assert.deepEqual(
      named.filter((command) => !known.has(command)),
      [],
    );
  });
});
