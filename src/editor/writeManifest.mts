// Writes into package.json what the code says that the extension contributes, and what activates it.
import { readFileSync, writeFileSync } from 'node:fs';
import { activationEvents, contributes } from './manifest';
import { restrictedConfigurations } from './settingsManifest';

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: object };
}

const file = new URL('../../package.json', import.meta.url);
const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
const { capabilities } = manifest;
const untrustedWorkspaces = { ...capabilities.untrustedWorkspaces, restrictedConfigurations };
const written = { ...manifest, activationEvents, capabilities: { ...capabilities, untrustedWorkspaces }, contributes };
writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
