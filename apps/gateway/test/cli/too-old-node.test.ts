import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../bin/postern.js', import.meta.url));
const ROOT = new URL('../../../../package.json', import.meta.url);

/** `postern --version` under a Node.js that says it is of that version. */
function underNode(version: string) {
  const posing = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const preload = `data:text/javascript,${encodeURIComponent(posing)}`;
  return spawnSync(process.execPath, ['--import', preload, COMMAND, '--version'], { encoding: 'utf8' });
}

it.each(['8.17.0', '20.20.2', '22.17.9'])(
  'says under Node.js %s which one it needs, and no trace',
  (version) => {
    const { status, stdout, stderr } = underNode(version);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`Postern needs Node.js 22.18 or later; this is ${version} (`);
    expect(stderr).not.toMatch(/ERR_|at /);
  },
);

it.each(['22.18.0', '24.0.0', process.versions.node])('starts under Node.js %s', (version) => {
  expect(underNode(version)).toMatchObject({ status: 0, stderr: '' });
});

it('asks for the version that package.json asks for', () => {
  const { engines } = JSON.parse(readFileSync(ROOT, 'utf8')) as { engines: { node: string } };
  expect(`Node.js ${engines.node.replace('>=', '')} or later`).toBe('Node.js 22.18 or later');
});
