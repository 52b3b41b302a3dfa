import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { eventually, FakeClock } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSlackStandIn } from './slack-stand-in/start-slack-stand-in.ts';
import { ADA } from './start-bot.ts';

const MAIN = join(import.meta.dirname, '../bin/slackbot.js');

/** The bot as a process of its own, with nothing of this one's environment. */
function startProcess(environment: Readonly<Record<string, string>>) {
  const child: ChildProcess = spawn(process.execPath, [MAIN], { env: environment, stdio: 'pipe' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const output = { out: '', err: '' };
  child.stdout?.on('data', (data: Buffer) => (output.out += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (output.err += data.toString()));
  const exit = new Promise<number | null>((done) => child.once('exit', done));
  return { child, output, exit };
}

describe('the process', () => {
  it('ends with every problem of its configuration, and no value', async () => {
    const { output, exit } = startProcess({ SLACK_BOT_TOKEN: 'hunter2', POSTERN_LOG_LEVEL: 'loud' });
    expect(await exit).toBe(1);
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'POSTERN_LOG_LEVEL'])
      expect(output.err).toContain(`  ${name}: `);
    expect(output.err).not.toMatch(/hunter2|loud|at .*\.ts/);
  });

  it('answers until it is told to stop, and then stops cleanly', async () => {
    const slack = await startSlackStandIn({ clock: new FakeClock() });
    onTestFinished(() => slack.stop());
    slack.users.set(ADA, { id: ADA, locale: 'fr-FR' });
    const { child, output, exit } = startProcess({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      POSTERN_SYSTEM_ADMINS: ADA,
      POSTERN_DATABASE_URL: 'memory:',
      POSTERN_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    });
    await eventually('a connection', () => slack.socket.connections() === 1, { within: 20_000 });
    const command = slack.newCommand('voir', ADA);
    await slack.socket.send(command.fields);
    const answer = await eventually('an answer', () => command.answers()[0]);
    expect(answer.text).toContain('Paramètres de messagerie : l’hôte');
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(output.out).toContain('Slack bot stopped');
    expect(output.out + output.err).not.toContain(slack.botToken);
  });
});
