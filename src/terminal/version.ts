import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** The version in the package's manifest, which stands beside the folder of the bundles. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}
