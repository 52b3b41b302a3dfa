import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly workspaces?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
}

/** The folders that hold tests, relative to `root`: itself, and every workspace with a `test` script. */
export function testedFolders(root: string): readonly string[] {
  const workspaces = globSync([...(manifest(root).workspaces ?? [])], { cwd: root });
  return ['.', ...workspaces.filter((folder) => manifest(join(root, folder)).scripts?.['test']).sort()];
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
