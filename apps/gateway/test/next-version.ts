import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const STORAGE = 'packages/core/src/adapters/storage';

/** A migration as a later release brings it. */
export interface NextMigration {
  /** SQL that both kinds of database take. */
  readonly sql: string;
}

/**
 * Puts a version of Postern with these migrations more into a folder of its own, until the test ends, and gives the path of
 * what starts it. The packages are those that are installed here.
 */
export function nextVersion(...migrations: readonly NextMigration[]): string {
  const folder = temporaryFolder();
  for (const workspace of ['packages/core', 'apps/gateway']) {
    for (const part of ['package.json', 'src'])
      cpSync(join(ROOT, workspace, part), join(folder, workspace, part), { recursive: true });
    linkPackages(workspace, folder);
  }
  cpSync(join(ROOT, 'apps/gateway/bin'), join(folder, 'apps/gateway/bin'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  linkPackages('.', folder);
  mkdirSync(join(folder, 'node_modules/@postern'));
  symlinkSync(join(folder, 'packages/core'), join(folder, 'node_modules/@postern/core'));
  for (const backend of ['sqlite', 'postgres']) {
    for (const [index, { sql }] of migrations.entries())
      writeFileSync(join(folder, STORAGE, backend, 'migrations', `${String(9000 + index)}_next.sql`), sql);
  }
  return join(folder, 'apps/gateway/bin/postern.js');
}

/** Node takes a link for what it leads to, so each package finds its own packages where it lies. */
function linkPackages(workspace: string, folder: string): void {
  const installed = join(ROOT, workspace, 'node_modules');
  const linked = join(folder, workspace, 'node_modules');
  mkdirSync(linked, { recursive: true });
  for (const name of entriesOf(installed))
    if (!name.startsWith('.') && name !== '@postern') symlinkSync(join(installed, name), join(linked, name));
}

function entriesOf(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
