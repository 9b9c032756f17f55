import fs from 'node:fs';
import path from 'node:path';

/** VS Code's own themes: what the settings call them, and their files' names, by which the page tells which is on. */
export const themeFiles = {
  'Dark 2026': { setting: 'Dark 2026', file: '2026-dark' },
  'Light 2026': { setting: 'Light 2026', file: '2026-light' },
  'Dark Modern': { setting: 'Dark Modern', file: 'dark_modern' },
  'Light Modern': { setting: 'Light Modern', file: 'light_modern' },
  'Dark High Contrast': { setting: 'Default High Contrast', file: 'hc_black' },
  'Light High Contrast': { setting: 'Default High Contrast Light', file: 'hc_light' },
} as const;

export type ThemeName = keyof typeof themeFiles;
export const themes = Object.keys(themeFiles) as readonly ThemeName[];

/** Pictures must not depend on when they were taken. */
export const steadySettings = {
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'window.autoDetectColorScheme': false,
};

/** The page that the server sends names the folder of the user's data. */
export async function findSettings(url: string): Promise<string> {
  const html = await (await fetch(url)).text();
  const folder = /&quot;userDataPath&quot;:&quot;(.*?)&quot;/.exec(html)?.[1];
  if (!folder) throw new Error(`${url} is not VS Code.`);
  return path.join(JSON.parse(`"${folder}"`) as string, 'User', 'settings.json');
}

export function mergeSettings(file: string, changes: Record<string, unknown>): void {
  const old = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify({ ...old, ...changes }, null, 2)}\n`);
}
