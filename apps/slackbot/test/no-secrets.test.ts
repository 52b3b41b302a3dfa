import { randomBytes } from 'node:crypto';
import {
  addDkimKey,
  addOrganization,
  addSource,
  changePolicy,
  changeSettings,
  FIELDS,
  HOST,
  organizationLevel,
  Secret,
  submitSecret,
  type Actor,
  type Level,
  type SecretKey,
} from '@postern/core';
import {
  createSecretHunt,
  eventually,
  makeCertificate,
  makeServiceAccountKey,
  startParrotEndpoint,
  startParrotServer,
  type SecretHunt,
} from '@postern/core/testing';
import { expect, it, onTestFinished } from 'vitest';
import { COMMANDS } from '../src/commands/registry.ts';
import { VARIABLE_NAMES } from '../src/config.ts';
import { ADA, startBot, type RunningBot } from './start-bot.ts';
import { viewHands } from './view-hands.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const PAGES = 'https://postern.example';

/** Random, with characters that every encoding turns into something else. */
function anyText(): string {
  return `${randomBytes(9).toString('base64url')}&é+"${randomBytes(9).toString('base64url')}/<%'`;
}

/** The lines of an RSA key after the modulus, which everybody may see. */
function privateHalf(pem: string): string {
  const lines = pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  return lines.slice(8).join('\n');
}

/** A bot whose host and organizations have a secret of every kind, behind servers that repeat whatever they hear. */
async function startHuntedBot(
  options: Pick<Parameters<typeof startBot>[0] & object, 'transport' | 'language'>,
) {
  const hunt = createSecretHunt();
  const accessToken = hunt.plant('access token', randomBytes(40).toString('base64url'));
  const endpoint = await startParrotEndpoint(() => accessToken);
  onTestFinished(() => endpoint.close());
  const server = await startParrotServer('PLAIN LOGIN XOAUTH2 OAUTHBEARER');
  onTestFinished(() => server.close());
  const serviceAccount = makeServiceAccountKey(endpoint.address).key.expose();
  const client = await makeCertificate();
  const oauthClient = await makeCertificate();
  hunt.plant(
    'service account key',
    privateHalf((JSON.parse(serviceAccount) as { private_key: string }).private_key),
  );
  hunt.plant('client key', privateHalf(client.key));
  hunt.plant('OAuth client key', privateHalf(oauthClient.key));
  const secrets: Readonly<Record<SecretKey, string>> = {
    smtpPassword: hunt.plant('SMTP password', anyText()),
    oauthClientSecret: hunt.plant('client secret', anyText()),
    oauthRefreshToken: hunt.plant('refresh token', anyText()),
    oauthServiceAccountKey: serviceAccount,
    clientKey: client.key,
    oauthClientKey: oauthClient.key,
  };
  const bot = await startBot({ ...options, publicUrl: PAGES });
  const { slack, services } = bot;
  hunt.plant('bot token', slack.botToken);
  hunt.plant('app token', slack.appToken);
  hunt.plant('signing secret', slack.signingSecret);

  await changePolicy(services, root, { privateNetworks: ['127.0.0.1'] });
  const plain = {
    smtpHost: '127.0.0.1',
    smtpPort: server.address,
    secureConnection: false,
    smtpUsername: 'robots',
    defaultFromAddress: 'robots@acme.example',
  };
  const bySignIn = { ...plain, authentication: 'oauth2', oauthTokenUrl: endpoint.address };
  const oauth = { ...bySignIn, oauthClientId: 'client-1' };
  const secret = (key: SecretKey) => ({ [key]: new Secret(secrets[key]) });
  const ways: Readonly<Record<string, object>> = {
    acme: { ...plain, ...secret('smtpPassword') },
    'by-client': { ...oauth, ...secret('oauthClientSecret') },
    'by-token': { ...oauth, oauthClientId: 'good-client', ...secret('oauthClientSecret') },
    'by-refresh': { ...oauth, oauthGrant: 'refresh-token', ...secret('oauthRefreshToken') },
    'by-certificate': {
      ...oauth,
      oauthClientCertificate: oauthClient.cert,
      ...secret('oauthClientKey'),
    },
    'by-account': { ...bySignIn, oauthGrant: 'service-account', ...secret('oauthServiceAccountKey') },
    'by-key': { ...plain, secureConnection: true, clientCertificate: client.cert, ...secret('clientKey') },
  };
  const change = (level: Level, set: object) => changeSettings(services, root, { level, set: { ...set } });
  await change(HOST, ways.acme ?? {});
  for (const [slug, set] of Object.entries(ways)) {
    const organization = await addOrganization(services, root, { slug, name: slug });
    await change(organizationLevel(organization.id), set);
  }
  const level = HOST;
  const source = await addSource(services, root, { level, kind: 'generic', name: 'robots' });
  hunt.plant('secret of a source', source.secret.expose());
  const generateKey = () => Promise.resolve(new Secret(client.key));
  await addDkimKey({ ...services, generateKey }, root, { level, domain: 'acme.example' });
  return {
    bot,
    hunt,
    secrets,
    organizations: Object.keys(ways),
    heard: () => server.heard() + endpoint.heard(),
  };
}

/** All that the bot has told Slack, people and its log so far. */
function lookEverywhere(bot: RunningBot, hunt: SecretHunt, answers: readonly unknown[]) {
  const { posted, messages, views } = bot.slack;
  const shown = [...views.modals, ...views.homes.values()].flatMap(({ versions }) => versions);
  const told: Readonly<Record<string, readonly unknown[]>> = {
    answer: answers,
    posted,
    messages,
    view: shown,
  };
  return [
    ...Object.entries(told).flatMap(([where, all]) =>
      all.flatMap((one) => hunt.look(where, JSON.stringify(one))),
    ),
    ...bot.log.flatMap((line) => hunt.look('log', line)),
  ];
}

it('knows a secret of every kind that there is', () => {
  const written: Readonly<Record<SecretKey, true>> = {
    smtpPassword: true,
    oauthClientSecret: true,
    oauthRefreshToken: true,
    oauthServiceAccountKey: true,
    clientKey: true,
    oauthClientKey: true,
  };
  const writeOnly = FIELDS.filter(({ kind }) => kind === 'secret').map(({ key }) => key);
  expect(Object.keys(written).sort()).toEqual([...writeOnly].sort());
  // Which variables hold secrets: a new one is put here, and into a hunt when it does. The first two are the gateway's too.
  const hidden = ['POSTERN_DATABASE_URL', 'POSTERN_KEYS', 'SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'];
  const hiddenToo = ['SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET'];
  const open = ['POSTERN_KEY_FILE', 'POSTERN_LOG_LEVEL', 'POSTERN_PUBLIC_URL', 'POSTERN_SYSTEM_ADMINS'];
  const openToo = [
    'POSTERN_DNS_SERVERS',
    'SLACK_API_URL',
    'SLACK_CLIENT_ID',
    'SLACK_LISTEN',
    'SLACK_PUBLIC_URL',
    'SLACK_TRANSPORT',
  ];
  expect([...new Set(VARIABLE_NAMES)].sort()).toEqual([...hidden, ...hiddenToo, ...open, ...openToo].sort());
});

it.each([
  { transport: 'socket', language: 'en' },
  { transport: 'http', language: 'fr' },
] as const)(
  'no answer, message, view or log line tells a secret, over $transport, in $language',
  async (way) => {
    const { bot, hunt, secrets, organizations, heard } = await startHuntedBot(way);
    const { smtpPassword } = secrets;
    const answers: unknown[] = [];
    const hands = viewHands(bot);
    for (const { name, subcommands } of COMMANDS) {
      for (const { word, opensModal = false } of subcommands) {
        if (opensModal) await hands.open(word, ADA, name);
        else answers.push(await bot.ask(word, ADA, name));
      }
    }
    // What people get wrong: the secret where everybody sees it, without its sign, in the wrong field or word.
    for (const line of [
      `set smtp-password=${smtpPassword}`,
      `set smtp-password ${smtpPassword}`,
      `set "${smtpPassword}"`,
      `set smtp-passwort=${smtpPassword}`,
      `set oauth-client-secret=${secrets.oauthClientSecret}`,
      `unset ${smtpPassword}`,
      `secret ${smtpPassword}`,
      `secret smtp-password ${smtpPassword}`,
      `lock ${smtpPassword}`,
      `history ${smtpPassword}`,
    ])
      answers.push(await bot.ask(line));
    for (const organization of organizations) {
      bot.clock.advance(60 * 60_000);
      for (const line of ['view', 'history', 'test', 'test ops@acme.example', 'audit'])
        answers.push(await bot.ask(`${line} org ${organization}`));
    }

    const asked = await bot.ask('secret smtp-password host');
    const row = asked.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    const token = (row.find(({ url }) => url !== undefined)?.url ?? '').replace(`${PAGES}/links/`, '');
    const rolesNow = () => Promise.resolve({ systemAdministrator: true, organizationIds: [] });
    const before = bot.slack.messages.length;
    const entered = { token: new Secret(token), secret: new Secret(smtpPassword) };
    expect(await submitSecret({ ...bot.services, rolesNow }, entered)).toMatchObject({ outcome: 'saved' });
    await eventually('the test after it', () => bot.slack.messages.length > before);
    // The address on the button is for the person alone; from here on it is nobody's business.
    const button = JSON.stringify(asked);
    hunt.plant('link token', token);

    const sightings = lookEverywhere(bot, hunt, [...answers, button.replaceAll(token, '')]);
    expect(sightings).toEqual([]);
    const told = new Set(hunt.look('the servers', heard()).map((sighting) => sighting.secret));
    for (const name of ['SMTP password', 'client secret', 'refresh token', 'access token'])
      expect(told).toContain(name);
  },
  120_000,
);
