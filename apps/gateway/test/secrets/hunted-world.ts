import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { organizationLevel } from '@postern/core';
import { eventually, startParrotEndpoint, startParrotServer, type SecretHunt } from '@postern/core/testing';
import { onTestFinished } from 'vitest';
import { openCliHouse, type Around, type Ran } from '../cli/cli-house.ts';
import { faultedJob, signStandard, signUipath } from '../sign.ts';
import { runGateway, type RunningGateway } from '../start-gateway.ts';
import { plantSecrets, type PlantedSecrets } from './planted-secrets.ts';

/** A file-backed installation that has been given a secret of every kind, and servers that repeat whatever they hear. */
export interface HuntedWorld {
  readonly hunt: SecretHunt;
  readonly secrets: PlantedSecrets;
  /** All that the hostile servers were told. */
  readonly heard: () => string;
  readonly folder: string;
  readonly databasePath: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs `postern`, logging all that it can. */
  readonly postern: (words: readonly string[], around?: Around) => Promise<Ran>;
  readonly smtpPort: number;
  readonly tokenUrl: string;
  /** The sources of acme, by kind. */
  readonly sources: Readonly<Record<string, string>>;
  /** Runs a gateway with a worker over it. */
  readonly gateway: () => Promise<RunningGateway>;
}

/** Sets it up by the command line, as a person would. */
export async function openHuntedWorld(): Promise<HuntedWorld> {
  const house = await openCliHouse();
  let accessToken = '';
  const endpoint = await startParrotEndpoint(() => accessToken);
  const server = await startParrotServer('PLAIN LOGIN XOAUTH2 OAUTHBEARER');
  onTestFinished(() => endpoint.close());
  onTestFinished(() => server.close());
  const [tokenUrl, smtpPort] = [endpoint.address, server.address];
  const secrets = await plantSecrets(tokenUrl);
  ({ accessToken } = secrets);
  const environment = {
    ...house.environment,
    POSTERN_KEY_FILE: '',
    POSTERN_KEYS: secrets.keys,
    POSTERN_LOG_LEVEL: 'debug',
    POSTERN_LISTEN: '127.0.0.1:0',
    HUNTED_PASSWORD: secrets.referenced,
  };
  const postern: HuntedWorld['postern'] = (words, around = {}) =>
    house.postern(words, { ...around, environment: { ...environment, ...around.environment } });
  const place = (name: string): string => join(house.folder, name);
  await writeFile(place('client.pem'), secrets.clientCertificate);
  await writeFile(place('client-key.pem'), secrets.settings.clientKey);
  await writeFile(place('oauth.pem'), secrets.oauthClientCertificate);
  await writeFile(place('oauth-key.pem'), secrets.settings.oauthClientKey);
  await writeFile(place('service.json'), secrets.settings.oauthServiceAccountKey);
  await writeFile(place('dkim.pem'), secrets.dkimKey);
  const sources = await furnish({ postern, secrets, smtpPort, tokenUrl, folder: house.folder });
  return {
    hunt: secrets.hunt,
    secrets,
    heard: () => server.heard() + endpoint.heard(),
    folder: house.folder,
    databasePath: place('postern.db'),
    environment,
    postern,
    smtpPort,
    tokenUrl,
    sources,
    async gateway() {
      const gateway = await runGateway({ environment });
      onTestFinished(() => gateway.stop());
      return gateway;
    },
  };
}

type Parts = Pick<HuntedWorld, 'postern' | 'secrets' | 'smtpPort' | 'tokenUrl' | 'folder'>;

/** The organizations, each with one way to sign in. */
export const WAYS_TO_SIGN_IN = [
  'acme',
  'by-client',
  'by-token',
  'by-refresh',
  'by-certificate',
  'by-account',
  'by-key',
  'by-reference',
];

async function furnish({
  postern,
  secrets,
  smtpPort,
  tokenUrl,
  folder,
}: Parts): Promise<Readonly<Record<string, string>>> {
  const must = async (words: readonly string[], around?: Around): Promise<Ran> => {
    const ran = await postern(words, around);
    if (ran.code !== 0 && ran.code !== 2) throw new Error(`postern ${words.join(' ')}: ${ran.err}`);
    return ran;
  };
  const { settings } = secrets;
  const server = ['smtp-host=127.0.0.1', `smtp-port=${String(smtpPort)}`, 'smtp-username=robots'];
  const plain = [...server, 'secure-connection=off', 'default-from-address=robots@acme.example'];
  const oauth = ['authentication=oauth2', `oauth-token-url=${tokenUrl}`];
  const client = [...oauth, 'oauth-client-id=client-1'];
  const ways: Readonly<Record<string, readonly [readonly string[], string]>> = {
    acme: [[...plain, '--password-stdin'], settings.smtpPassword],
    'by-client': [[...plain, ...oauth, '--secret-stdin', 'oauth-client-secret'], settings.oauthClientSecret],
    'by-token': [
      [...plain, ...oauth, 'oauth-client-id=good-client', '--secret-stdin', 'oauth-client-secret'],
      settings.oauthClientSecret,
    ],
    'by-refresh': [
      [...plain, ...client, 'oauth-grant=refresh-token', '--secret-stdin', 'oauth-refresh-token'],
      settings.oauthRefreshToken,
    ],
    'by-certificate': [
      [
        ...plain,
        ...client,
        `oauth-client-certificate=@${join(folder, 'oauth.pem')}`,
        `oauth-client-key=@${join(folder, 'oauth-key.pem')}`,
      ],
      '',
    ],
    'by-account': [
      [
        ...plain,
        'authentication=oauth2',
        `oauth-token-url=${tokenUrl}`,
        'oauth-grant=service-account',
        `oauth-service-account-key=@${join(folder, 'service.json')}`,
      ],
      '',
    ],
    'by-key': [
      [
        ...server,
        'default-from-address=robots@acme.example',
        `client-certificate=@${join(folder, 'client.pem')}`,
        '--secret-stdin',
        'client-key',
      ],
      settings.clientKey,
    ],
    'by-reference': [[...plain, 'smtp-password=env:HUNTED_PASSWORD'], ''],
  };
  await must(['settings', 'policy', '--private-networks', '127.0.0.1']);
  await must(['settings', 'set', '--host', ...plain, '--password-stdin'], { input: settings.smtpPassword });
  for (const [slug, [words, input]] of Object.entries(ways)) {
    await must(['orgs', 'add', slug]);
    await must(['settings', 'set', '--org', slug, ...words], { input });
  }
  await must(['dkim', 'add', 'acme.example', '--org', 'acme', '--key-file', join(folder, 'dkim.pem')]);
  await must(['rules', 'add', '--org', 'acme', '--to', 'ops@acme.example', '--name', 'all']);
  const sources: Record<string, string> = {};
  for (const [kind, secret] of Object.entries(secrets.sources)) {
    const words = [
      'sources',
      'add',
      '--org',
      'acme',
      '--kind',
      kind,
      '--name',
      kind,
      '--secret-stdin',
      '--json',
    ];
    const { id } = (await must(words, { input: `${secret}\n` })).json() as { id: string };
    sources[kind] = id;
  }
  return sources;
}

/** What each sender posts: an event as it should be, and one that cannot be read and goes to quarantine. */
export async function postReports(
  { secrets, sources }: HuntedWorld,
  { url, metrics }: RunningGateway,
): Promise<readonly Response[]> {
  const body = faultedJob(1);
  const alert = JSON.stringify({ type: 'robot.alert', data: { Message: 'Disk nearly full' } });
  const headersFor = (kind: string, sent: string): Record<string, string> => {
    if (kind === 'uipath') return signUipath(sent, secrets.sources.uipath);
    if (kind === 'generic')
      return { 'content-type': 'application/json', authorization: `Bearer ${secrets.sources.generic}` };
    const timestamp = Math.floor(Date.now() / 1_000);
    return signStandard(sent, {
      secret: secrets.sources.standard,
      id: `m-${String(sent.length)}`,
      timestamp,
    });
  };
  const replies: Response[] = [];
  for (const [kind, id] of Object.entries(sources)) {
    const good = kind === 'uipath' ? body : alert;
    for (const sent of [good, '{"no'])
      replies.push(await post(`${url}/webhooks/${id}`, sent, headersFor(kind, sent)));
    // Authentic for another sender, and for none.
    for (const other of Object.keys(sources))
      replies.push(await post(`${url}/webhooks/${id}`, good, headersFor(other, good)));
    replies.push(await post(`${url}/webhooks/${id}`, `${good} `, headersFor(kind, good)));
  }
  await eventually('the server has refused the password', async () =>
    (await metrics()).includes('reason="authentication-failed"'),
  );
  return replies;
}

/** The level of an organization, by its slug. */
export async function levelOf({ container }: RunningGateway, slug: string) {
  const organizations = await container.storage.organizations.list();
  const found = organizations.find((one) => one.slug === slug);
  if (found === undefined) throw new Error(`There is no organization ${slug}.`);
  return organizationLevel(found.id);
}

function post(url: string, body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', headers, body });
}
