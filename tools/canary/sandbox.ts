import { spawn } from 'node:child_process';
import { cp, glob, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const CONFIGURATION = [
  '*.{js,json,ts}',
  '.*rc',
  '.*.js',
  '.*ignore',
  'tools/eslint/*',
  '{packages,apps}/*/*.{json,ts}',
  'bench/*.{json,ts}',
];

/** What a gate said when it was run. */
export interface Outcome {
  readonly exitCode: number | null;
  /** Both streams, without colours. */
  readonly output: string;
}

/** A copy of this repository's shape and configuration that holds deliberate violations in place of its sources. */
export class Sandbox {
  readonly #home: string;
  readonly #repository: string;

  private constructor(home: string) {
    this.#home = home;
    this.#repository = join(home, 'repository');
  }

  /** Lays `violations/<name>` over the configuration that the real gates read. Remove it afterwards. */
  static async of(name: string): Promise<Sandbox> {
    const sandbox = new Sandbox(await mkdtemp(join(tmpdir(), 'postern-canary-')));
    await sandbox.#copyConfiguration();
    await sandbox.#linkPackages();
    await sandbox.#layViolations(join(import.meta.dirname, 'violations', name));
    return sandbox;
  }

  /** Where `folder` of the copy lies. */
  path(folder: string): string {
    return join(this.#repository, folder);
  }

  /** Runs the gate that is the npm script `script` of `folder`, exactly as the test command does. */
  async run(script: string, folder = '.'): Promise<Outcome> {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: this.path(folder),
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const exitCode = await new Promise<number | null>((done, failed) => {
      child.once('error', failed);
      child.once('close', done);
    });
    return { exitCode, output };
  }

  /** Deletes the copy. */
  async remove(): Promise<void> {
    await rm(this.#home, { recursive: true, force: true });
  }

  async #copyConfiguration(): Promise<void> {
    for await (const file of glob(CONFIGURATION, {
      cwd: ROOT,
      exclude: ['node_modules', 'package-lock.json'],
    }))
      await cp(join(ROOT, file), this.path(file));
  }

  /** Violations are stored as `.ts.txt`, so that no tool of the real repository ever takes them for its own. */
  async #layViolations(folder: string): Promise<void> {
    for await (const file of glob('**/*.txt', { cwd: folder }))
      await cp(join(folder, file), this.path(file.replace(/\.txt$/, '')));
  }

  /** Packages are found one folder further up, so that `@postern/*` can lead to the copies instead of the real ones. */
  async #linkPackages(): Promise<void> {
    const real = join(ROOT, 'node_modules');
    const links = [
      [real, join(this.#home, 'node_modules')],
      [join(real, '.bin'), this.path('node_modules/.bin')],
      [this.path('packages/core'), this.path('node_modules/@postern/core')],
    ] as const;
    for (const [target, link] of links) {
      await mkdir(dirname(link), { recursive: true });
      await symlink(target, link);
    }
  }
}
