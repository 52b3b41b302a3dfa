import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { eventually } from '@postern/core/testing';
import { simpleParser } from 'mailparser';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const MAIN = fileURLToPath(new URL('../bin/postern.js', import.meta.url));

/** `postern demo` as a process of its own, in an empty folder and with a folder for temporary files of its own. */
function startDemo(...words: readonly string[]) {
  const cwd = temporaryFolder();
  const temporary = temporaryFolder();
  const child = spawn(process.execPath, [MAIN, 'demo', ...words], {
    cwd,
    // What a real Postern is configured by must not matter, not even when it is wrong.
    env: { PATH: process.env.PATH, TMPDIR: temporary, POSTERN_DATABASE_URL: 'nonsense', POSTERN_LISTEN: 'x' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const seen = { out: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (seen.out += chunk));
  const errors = text(child.stderr);
  const ended = once(child, 'close');
  return {
    cwd,
    temporary,
    seen,
    signal: (name: 'SIGINT') => child.kill(name),
    async end() {
      const [code] = (await ended) as [number | null];
      return { code, out: seen.out, err: await errors };
    },
  };
}

describe('postern demo', () => {
  it(
    'needs nothing, shows what was answered and every mail, and leaves nothing but the mails',
    { timeout: 60_000 },
    async () => {
      const demo = startDemo();
      const { code, out, err } = await demo.end();

      expect({ code, err }).toEqual({ code: 0, err: '' });
      const answers = [...out.matchAll(/^ {2}(\S.*?) {2,}.* (202|200|401) /gm)].map(([, what, status]) => [
        what,
        status,
      ]);
      expect(answers).toEqual([
        ['faulted job', '202'],
        ['unresponsive robot', '202'],
        ['failed transaction', '202'],
        ['password recovery', '202'],
        ['licence running out', '202'],
        ['the same job, forged', '401'],
        ['the first one again', '200'],
      ]);
      expect([...out.matchAll(/^ {2}Subject {2}(.*)$/gm)].map(([, subject]) => subject).sort()).toEqual([
        'Invoice_Intake en échec sur RPA-PRD-07 — Cannot find the UI element matching this selector',
        'Invoices : INV-2026-11873 rejeté — Supplier unknown',
        'Orchestrator licence expires in 14 days',
        'RPA-PRD-07 ne répond plus',
        'Réinitialisation de votre mot de passe',
      ]);
      expect(readdirSync(demo.temporary)).toEqual([]);
      expect(readdirSync(demo.cwd)).toEqual(['demo-mails']);
      expect(out).toContain(join(demo.cwd, 'demo-mails'));
      const mails = await savedMails(join(demo.cwd, 'demo-mails'));
      expect(Object.fromEntries(mails.map(({ name, mail }) => [name, mail.from?.value[0]?.name]))).toEqual({
        'faulted-job': 'Robots d’Acme',
        'unresponsive-robot': 'Robots d’Acme',
        'failed-transaction': 'Robots d’Acme',
        'password-recovery': 'Platform notifications',
        'licence-running-out': 'Platform notifications',
      });
      for (const { html, mail } of mails) expect(html).toBe(mail.html);
    },
  );

  it(
    'with --stay keeps gateway and inbox open until Ctrl-C, for more webhooks',
    { timeout: 90_000 },
    async () => {
      const folder = join(temporaryFolder(), 'of', 'its', 'own');
      const demo = startDemo('--stay', '--out', folder);
      await eventually('it invites', () => demo.seen.out.includes('Ctrl-C'), { within: 60_000 });
      expect(readdirSync(folder)).toHaveLength(10);
      const inbox = /^Inbox: +(\S+)$/m.exec(demo.seen.out)?.[1] ?? '';

      const [first, second] = [await post(demo.seen.out), await post(demo.seen.out)];
      expect([first, second]).toEqual([202, 200]);
      await eventually('the mail is in the inbox', async () =>
        (await read(`${inbox}/list`)).includes('Posted by hand'),
      );

      const page = await fetch(`${inbox}/mails/6`);
      expect(page.headers.get('content-security-policy')).toBe(
        "default-src 'none';style-src 'self';frame-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'self'",
      );
      expect(await page.text()).toContain('<iframe class="mail" sandbox');
      const html = await fetch(`${inbox}/mails/6/html`);
      expect(html.headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*; sandbox$/);
      expect(await read(`${inbox}/mails/6/text`)).toContain('Posted by hand.');
      expect(await read(`${inbox}/mails/6/source`)).toMatch(/^Subject: /m);
      expect((await fetch(`${inbox}/mails/7`)).status).toBe(404);

      demo.signal('SIGINT');
      const { code, err } = await demo.end();
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(readdirSync(demo.temporary)).toEqual([]);
    },
  );

  it('says so at once when mails cannot be saved where it was told', { timeout: 60_000 }, async () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    const { code, out, err } = await startDemo('--out', file).end();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(`Mails cannot be saved in ${file} (EEXIST): give another folder with --out.\n`);
  });
});

/** Every mail of the folder: as it came, and its HTML. */
async function savedMails(folder: string) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return Promise.all(
    names.map(async (name) => ({
      name: name.slice(2, -4),
      html: readFileSync(join(folder, name.replace('.eml', '.html')), 'utf8'),
      mail: await simpleParser(readFileSync(join(folder, name))),
    })),
  );
}

async function read(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** Does what the printed command line does. */
async function post(out: string): Promise<number> {
  const line = /^curl .*$/m.exec(out)?.[0] ?? '';
  const quoted = [...line.matchAll(/'([^']*)'/g)].map(([, value]) => value ?? '');
  const url = quoted.at(-2) ?? '';
  const body = quoted.at(-1) ?? '';
  const headers = quoted.slice(0, -2).map((header) => header.split(': ') as [string, string]);
  const reply = await fetch(url, { method: 'POST', headers, body });
  return reply.status;
}
