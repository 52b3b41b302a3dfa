import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rotateKeys } from '@postern/core';
import { createAesGcmSealer, newSealingKey } from '@postern/core/adapters/crypto';
import { openStorage } from '@postern/core/adapters/storage';
import { eventually, FakeClock, startSmtpSink } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startInstallableBot, type InstallableBot } from './start-installable-bot.ts';

const ACME = { teamId: 'T0ACME', userId: 'U0SAME' };
const GLOBEX = { teamId: 'T0GLOBEX', userId: 'U0SAME' };
const ROOT = { kind: 'command-line', name: 'root' } as const;

/** Two workspaces in which the same user id is somebody of another language. */
function addTeams({ slack }: Pick<InstallableBot, 'slack'>) {
  const acme = slack.teams.add(ACME.teamId);
  const globex = slack.teams.add(GLOBEX.teamId);
  acme.users.set(ACME.userId, { id: ACME.userId, locale: 'en-GB' });
  globex.users.set(GLOBEX.userId, { id: GLOBEX.userId, locale: 'fr-FR' });
  return { acme, globex };
}

async function start(options: Partial<Parameters<typeof startInstallableBot>[0]> = {}) {
  const sealer = createAesGcmSealer([newSealingKey()]);
  const bot = await startInstallableBot({ transport: 'http', sealer, ...options });
  return { ...bot, ...addTeams(bot) };
}

describe.each(['socket', 'http'] as const)('a bot of several workspaces, over %s', (transport) => {
  it('acts in each with its own token, and tells people of the same id apart', async () => {
    const bot = await start({
      transport,
      administrators: [{ teamId: GLOBEX.teamId, userId: GLOBEX.userId }],
    });
    expect((await bot.install(ACME)).status).toBe(200);
    expect((await bot.install(GLOBEX)).status).toBe(200);
    expect(bot.acme.token()).not.toBe(bot.globex.token());
    expect((await bot.ask('help', ACME)).text).toContain('Help for /email-settings');
    expect((await bot.ask('aide', GLOBEX)).text).toContain('Aide de /email-settings');
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    await bot.ask(
      `set smtp-host 127.0.0.1 smtp-port ${String(sink.port)} secure-connection off default-from-address a@example.com host`,
      GLOBEX,
    );
    await bot.ask('test host', GLOBEX);
    expect(bot.globex.messages.length).toBeGreaterThan(0);
    expect(bot.acme.messages).toEqual([]);
    expect((await bot.ask('view host', ACME)).text).not.toContain('127.0.0.1');
  });

  it('forgets a workspace that throws the app out, and serves the others on', async () => {
    const bot = await start({ transport });
    const { installations } = bot.services.storage;
    await bot.install(ACME);
    await bot.install(GLOBEX);
    bot.slack.teams.uninstall(ACME.teamId);
    await bot.tell('app_uninstalled', ACME.teamId);
    await eventually('it to be gone', async () => (await installations.find(ACME.teamId)) === null);
    await bot.tell('tokens_revoked', ACME.teamId);
    expect((await bot.ask('aide', GLOBEX)).text).toContain('Aide de');
    const { items } = await bot.services.storage.audit.list({}, { limit: 9 });
    expect(items.map(({ action, subject }) => `${action} ${String(subject)}`)).toEqual([
      'installation.removed T0ACME',
      'installation.added T0GLOBEX',
      'installation.added T0ACME',
    ]);
  });

  it('keeps a workspace whose token is good when it hears late that an earlier one is gone', async () => {
    const bot = await start({ transport });
    await bot.install(ACME);
    await bot.tell('tokens_revoked', ACME.teamId);
    await eventually('it to be looked into', () =>
      bot.log.some((line) => line.includes('its token is good')),
    );
    expect(await bot.services.storage.installations.find(ACME.teamId)).not.toBeNull();
  });

  it('answers where it is not installed, and when the database does not answer, in English', async () => {
    const storage = await openStorage('memory:', { clock: new FakeClock() });
    const gate = Promise.withResolvers<null>();
    let slow = false;
    let waits = 0;
    const find = (teamId: string) => {
      if (!slow) return storage.installations.find(teamId);
      waits += 1;
      return gate.promise;
    };
    const bot = await start({
      transport,
      storage: { ...storage, installations: { ...storage.installations, find } },
    });
    expect((await bot.ask('aide', GLOBEX)).text).toContain('Help for /email-settings');
    slow = true;
    const asked = bot.ask('help', GLOBEX);
    await eventually('it to wait for the database', () => waits > 0);
    await bot.timers.advance(1_500);
    expect((await asked).text).toContain('Help for /email-settings');
    gate.resolve(null);
  });

  it('shows browsers nothing but the two addresses', async () => {
    const { slackbot } = await start({ transport });
    for (const path of ['/', '/slack/install/more', '/slack/events']) {
      const response = await fetch(new URL(path, slackbot.installUrl ?? ''));
      expect(response.status).toBe(404);
    }
  });
});

describe('installing', () => {
  it('asks Slack for what the app needs, and ends with a page that runs and loads nothing', async () => {
    const bot = await start();
    const { slackPage } = await bot.begin();
    const asked = new URL(slackPage).searchParams;
    expect(asked.get('scope')).toBe('commands,chat:write,im:write,usergroups:read,users:read');
    expect(asked.get('redirect_uri')).toBe('https://bot.example.com/slack/oauth_redirect');
    const { text, headers } = await bot.install(ACME, 'fr-CA,fr;q=0.8');
    expect(text).toContain('Postern est maintenant dans l’espace de travail Team T0ACME.');
    expect(text).not.toMatch(/<script|xoxb|src=|style=/);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('takes the way back once, in the browser that began', async () => {
    const bot = await start();
    const { slackPage, cookie } = await bot.begin();
    const back = bot.slack.teams.approve(slackPage, ACME);
    const elsewhere = await bot.comeBack(back);
    expect([elsewhere.status, elsewhere.text]).toEqual([400, expect.stringContaining('Begin again')]);
    expect(await bot.services.storage.installations.list()).toEqual([]);
    expect((await bot.comeBack(back, { cookie })).status).toBe(200);
    const again = bot.slack.teams.approve(slackPage, GLOBEX);
    expect((await bot.comeBack(again, { cookie })).status).toBe(400);
    expect(await bot.services.storage.installations.find(GLOBEX.teamId)).toBeNull();
  });

  it('refuses a state that somebody made up, altered, or kept too long', async () => {
    const bot = await start();
    const { slackPage, cookie } = await bot.begin();
    const back = bot.slack.teams.approve(slackPage, ACME);
    const state = back.searchParams.get('state') ?? '';
    const forged = Buffer.from(JSON.stringify({ keyId: 'k', box: 'Ym94' })).toString('base64url');
    const name = cookie.slice(0, cookie.indexOf('='));
    for (const other of [forged, 'x', `${state.slice(0, -6)}AAAAAA`]) {
      back.searchParams.set('state', other);
      expect((await bot.comeBack(back, { cookie: `${name}=${other}` })).status).toBe(400);
    }
    back.searchParams.set('state', state);
    bot.clock.advance(10 * 60_000);
    expect((await bot.comeBack(back, { cookie })).status).toBe(400);
    expect(bot.slack.calls).not.toContain('oauth.v2.access');
  });

  it('says what happened when somebody says no, or Slack does', async () => {
    const bot = await start();
    const { slackPage, cookie } = await bot.begin();
    const redirect = new URL('https://bot.example.com/slack/oauth_redirect');
    const no = await bot.comeBack(new URL('?error=access_denied', redirect), { cookie });
    expect([no.status, no.text]).toEqual([403, expect.stringContaining('You did not allow it in Slack')]);
    const state = new URL(slackPage).searchParams.get('state') ?? '';
    const wrong = await bot.comeBack(new URL(`?code=never-given&state=${state}`, redirect), {
      cookie,
      'accept-language': 'fr',
    });
    expect([wrong.status, wrong.text]).toEqual([502, expect.stringContaining('Slack n’a pas terminé')]);
    expect(bot.log.join('')).toContain('invalid_code');
  });

  it('refuses a whole organization, and gives its token back', async () => {
    const bot = await start();
    const whole = bot.slack.teams.add('E0WHOLE');
    const answer = await bot.install({ teamId: whole.id, userId: 'U1', forOrganization: true });
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('workspace by workspace')]);
    expect(bot.slack.calls).toContain('auth.revoke');
    expect(await bot.services.storage.installations.list()).toEqual([]);
  });

  it('keeps nothing and says so when the database cannot be written', async () => {
    const storage = await openStorage('memory:', { clock: new FakeClock() });
    const save = () => Promise.reject(new Error('disk full'));
    const bot = await start({ storage: { ...storage, installations: { ...storage.installations, save } } });
    const answer = await bot.install(ACME);
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('could not be kept')]);
  });
});

it('tokens lie sealed in the database, outlive a restart, and move to a new key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postern-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const url = `file:${join(folder, 'postern.db')}`;
  const [oldKey, newKey] = [newSealingKey(), newSealingKey()];
  const clock = new FakeClock();
  const before = await openStorage(url, { clock });
  const first = await start({ storage: before, sealer: createAesGcmSealer([oldKey]) });
  await first.install(GLOBEX);
  const token = first.globex.token() ?? '';
  await first.slackbot.stop();
  await rotateKeys({ ...first.services, sealer: createAesGcmSealer([newKey, oldKey]) }, ROOT);
  expect(await before.sealingKeyIds()).toEqual([newKey.id]);
  await before.close();
  expect(token).toMatch(/^xoxb-/);
  expect(readFileSync(join(folder, 'postern.db')).includes(token)).toBe(false);

  const after = await openStorage(url, { clock });
  const second = await startInstallableBot({
    transport: 'http',
    storage: after,
    sealer: createAesGcmSealer([newKey]),
    slack: first.slack,
  });
  expect((await second.ask('aide', GLOBEX)).text).toContain('Aide de /email-settings');
  await second.slackbot.stop();
  await after.close();
});
