import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { becomeFrugal } from './frugal-heap.ts';

/** What a process with those words and flags becomes; null: it stays what it is. */
function whatBecomesOf(
  words: readonly string[],
  { flags = [], options = '' }: { readonly flags?: string[]; readonly options?: string } = {},
): readonly string[] | null {
  let become: readonly string[] | null = null;
  becomeFrugal({
    argv: ['/bin/node', '/opt/postern', ...words],
    execArgv: flags,
    execPath: '/bin/node',
    env: { NODE_OPTIONS: options },
    execve: (_file, args) => (become = args ?? null) as never,
  });
  return become;
}

describe('a frugal heap', () => {
  test.each(['serve', 'worker'])('is that of %s, with its own flags and words', (word) => {
    const become = whatBecomesOf([word, '--no-worker'], { flags: ['--import', '/x.mjs'] });
    expect(become?.[0]).toBe('/bin/node');
    expect(become?.slice(-5)).toEqual(['--import', '/x.mjs', '/opt/postern', word, '--no-worker']);
    expect(become?.[1]).toMatch(/^--max-semi-space-size=\d+$/);
  });

  test('is that of no command that ends soon, nor of one whose heap is set already', () => {
    expect(whatBecomesOf(['doctor'])).toBeNull();
    expect(whatBecomesOf([])).toBeNull();
    expect(whatBecomesOf(['serve'], { flags: ['--max-semi-space-size=64'] })).toBeNull();
    expect(whatBecomesOf(['serve'], { options: '--max-semi-space-size=64' })).toBeNull();
    expect(whatBecomesOf(['serve'], { flags: ['--allocation-site-pretenuring'] })).toBeNull();
  });

  test('comes in the same process, once', () => {
    const module = new URL('frugal-heap.ts', import.meta.url).href;
    const script = join(temporaryFolder(), 'main.mjs');
    writeFileSync(
      script,
      `import { becomeFrugal } from ${JSON.stringify(module)};
       becomeFrugal(process);
       console.log(process.pid, process.execArgv.join(' '), process.argv.slice(2).join(' '));`,
    );
    const ran = spawnSync(process.execPath, [script, 'serve'], { encoding: 'utf8' });
    const [pid, ...flags] = ran.stdout.split(/\s+/);
    expect(Number(pid)).toBe(ran.pid);
    expect(flags).toContain('--heap-growing-percent=100');
    expect(flags).toContain('--no-allocation-site-pretenuring');
    expect(ran.stderr).not.toContain('Warning');
  });
});
