import { AppError } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { parseConfig, type Environment } from './config.ts';

const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-1-bot', SLACK_APP_TOKEN: 'xapp-1-app' };
const HTTP = {
  SLACK_TRANSPORT: 'http',
  SLACK_BOT_TOKEN: 'xoxb-1-bot',
  SLACK_SIGNING_SECRET: '0123456789abcdef',
};

const OAUTH = {
  SLACK_CLIENT_ID: '123.456',
  SLACK_CLIENT_SECRET: 'abcdefghijklmnop',
  SLACK_PUBLIC_URL: 'https://bot.example.com/',
  SLACK_APP_TOKEN: 'xapp-1-app',
};

const OAUTH_OVER_HTTP = {
  ...OAUTH,
  SLACK_TRANSPORT: 'http',
  SLACK_SIGNING_SECRET: HTTP.SLACK_SIGNING_SECRET,
};

/** Wrong values, which no text may repeat: any of them may be a secret in the wrong place. */
const UNSEEN = [
  'xoxp-a-persons-token',
  'not-an-app-token',
  'slack.example.com',
  'ada@example.com',
  'my-own.db',
];

function problems(environment: Environment): Record<string, string> {
  try {
    parseConfig(environment);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('configuration-invalid');
    for (const issue of error.issues) expect(error.message).toContain(`${issue.path}: ${issue.message}`);
    for (const value of UNSEEN) expect(error.message).not.toContain(value);
    return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]));
  }
  return {};
}

describe('parseConfig', () => {
  it('knows where the gateway’s pages are by the gateway’s own variable, or not at all', () => {
    expect(parseConfig(SOCKET).gatewayUrl).toBeNull();
    const given = { ...SOCKET, POSTERN_PUBLIC_URL: 'https://postern.example/' };
    expect(parseConfig(given).gatewayUrl).toBe('https://postern.example');
    expect(problems({ ...SOCKET, POSTERN_PUBLIC_URL: 'postern.example' })).toEqual({
      POSTERN_PUBLIC_URL: expect.stringContaining('https://postern.example') as unknown,
    });
  });

  it('needs two tokens over Socket Mode, which is the default', () => {
    const config = parseConfig(SOCKET);
    expect(config).toMatchObject({
      apiUrl: 'https://slack.com/api/',
      systemAdministrators: [],
      databaseUrl: 'file:./data/postern.db',
      keySource: { kind: 'file', path: './data/postern.key' },
      logLevel: 'info',
      dnsServers: [],
    });
    expect(config.access.kind === 'token' && config.access.botToken.expose()).toBe('xoxb-1-bot');
    expect(config.transport.kind === 'socket' && config.transport.appToken.expose()).toBe('xapp-1-app');
  });

  it('needs a token and the signing secret over HTTP', () => {
    const { transport } = parseConfig(HTTP);
    expect(transport).toMatchObject({ kind: 'http', listen: { host: '127.0.0.1', port: 8026 } });
    expect(transport.kind === 'http' && transport.signingSecret.expose()).toBe('0123456789abcdef');
  });

  it('needs the app’s id, its secret and an address for several workspaces, whichever the transport', () => {
    const { access } = parseConfig({ ...OAUTH, SLACK_LISTEN: '127.0.0.1:0' });
    expect(access).toMatchObject({
      kind: 'oauth',
      clientId: '123.456',
      publicUrl: 'https://bot.example.com',
      listen: { host: '127.0.0.1', port: 0 },
    });
    expect(parseConfig({ ...OAUTH_OVER_HTTP }).access.kind).toBe('oauth');
    expect(JSON.stringify(parseConfig(OAUTH))).not.toContain('abcdefghijklmnop');
    expect(Object.keys(problems({ SLACK_CLIENT_ID: 'x', SLACK_APP_TOKEN: 'xapp-1-app' }))).toEqual([
      'SLACK_CLIENT_ID',
      'SLACK_CLIENT_SECRET',
      'SLACK_PUBLIC_URL',
    ]);
    expect(problems({ ...OAUTH, SLACK_PUBLIC_URL: 'http://bot.example.com' }).SLACK_PUBLIC_URL).toContain(
      'https://',
    );
  });

  it('serves one workspace or several, and says so when it is told both', () => {
    const found = problems({ ...OAUTH, SLACK_BOT_TOKEN: 'xoxb-1-bot' });
    expect(found.SLACK_BOT_TOKEN).toContain('not both');
  });

  it('wants each administrator with their workspace where there are several', () => {
    const found = problems({ ...OAUTH, POSTERN_SYSTEM_ADMINS: 'T1/U1, U2' });
    expect(found.POSTERN_SYSTEM_ADMINS).toContain('T0123ABCD/U024BE7LH');
    const { systemAdministrators } = parseConfig({ ...OAUTH, POSTERN_SYSTEM_ADMINS: 'T1/U1' });
    expect(systemAdministrators).toEqual([{ teamId: 'T1', userId: 'U1' }]);
  });

  it('says once what is wrong with what two ways in share', () => {
    const found = () => parseConfig({ ...OAUTH_OVER_HTTP, SLACK_LISTEN: 'nowhere' });
    expect(found).toThrow(/^(?:(?!SLACK_LISTEN: )[^])*SLACK_LISTEN: (?!.*SLACK_LISTEN: )/);
  });

  it('reads every variable', () => {
    const config = parseConfig({
      ...HTTP,
      SLACK_LISTEN: '[::1]:0',
      SLACK_API_URL: 'http://127.0.0.1:9/api',
      POSTERN_SYSTEM_ADMINS: 'U1, T2/W3 ,',
      POSTERN_DATABASE_URL: 'memory:',
      POSTERN_KEYS: 'k1:AAAA',
      POSTERN_LOG_LEVEL: 'warn',
    });
    expect(config).toMatchObject({
      transport: { listen: { host: '::1', port: 0 } },
      apiUrl: 'http://127.0.0.1:9/api/',
      systemAdministrators: [
        { teamId: null, userId: 'U1' },
        { teamId: 'T2', userId: 'W3' },
      ],
      databaseUrl: 'memory:',
      keySource: { kind: 'given' },
      logLevel: 'warn',
      dnsServers: [],
    });
  });

  it('shows no secret, however it is printed', () => {
    const printed = JSON.stringify([parseConfig({ ...SOCKET, POSTERN_KEYS: 'k1:AAAA' }), parseConfig(HTTP)]);
    expect(printed).not.toMatch(/xoxb|xapp|0123456789|AAAA/);
  });

  it('leaves what the gateway and the other transport read to them', () => {
    const environment = {
      ...HTTP,
      ...SOCKET,
      POSTERN_LISTEN: 'x',
      POSTERN_BODY_LIMIT: '1',
      SLACK_WEBHOOK: 'x',
    };
    expect(parseConfig(environment).transport.kind).toBe('http');
  });

  it('takes an empty variable for one that is not set', () => {
    expect(Object.keys(problems({ SLACK_BOT_TOKEN: ' ', SLACK_APP_TOKEN: '' }))).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
    ]);
  });

  it('names every problem at once, and no value', () => {
    const found = problems({
      SLACK_BOT_TOKEN: UNSEEN[0],
      SLACK_APP_TOKEN: UNSEEN[1],
      SLACK_API_URL: UNSEEN[2],
      POSTERN_SYSTEM_ADMINS: UNSEEN[3],
      POSTERN_DATABASE_URL: UNSEEN[4],
      POSTERN_LOG_LEVEL: 'verbose',
      POSTERN_KEYS: 'k1:AAAAAA',
      POSTERN_KEY_FILE: './some.key',
      SLACK_SIGNIN_SECRET: 'mistyped-name',
    });
    expect(Object.keys(found).sort()).toEqual([
      'POSTERN_DATABASE_URL',
      'POSTERN_KEYS',
      'POSTERN_LOG_LEVEL',
      'POSTERN_SYSTEM_ADMINS',
      'SLACK_API_URL',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNIN_SECRET',
    ]);
    expect(found.SLACK_SIGNIN_SECRET).toContain('Did you mean SLACK_SIGNING_SECRET?');
  });

  it.each(['300.1.1.1:80', '127.0.0.1', '127.0.0.1:70000', '[::g]:1', 'http://x:1'])(
    'does not listen on %s',
    (listen) => {
      expect(Object.keys(problems({ ...HTTP, SLACK_LISTEN: listen }))).toEqual(['SLACK_LISTEN']);
    },
  );

  it('says which transports there are', () => {
    const found = problems({ ...SOCKET, SLACK_TRANSPORT: 'https' });
    expect(found.SLACK_TRANSPORT).toContain('socket');
  });
});
