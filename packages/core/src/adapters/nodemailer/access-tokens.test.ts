import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryStorage } from '../storage/memory/create-memory-storage.ts';
import { DAY, MINUTE, SECOND } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { Secret } from '../../kernel/secret.ts';
import type { AccessTokenStore } from '../../smtp/access-token-store.ts';
import { createFakeSealer } from '../../testing/fake-sealer.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeTimers } from '../../testing/fake-timers.ts';
import { eventually } from '../../testing/eventually.ts';
import { sequentialIds } from '../../testing/sequential-ids.ts';
import { startTokenEndpoint, type TokenAnswer, type TokenEndpoint } from '../../testing/token-endpoint.ts';
import { createAccessTokens, type AccessTokens } from './access-tokens.ts';
import type { OAuthSignIn } from './request-token.ts';

const open: TokenEndpoint[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()));
});

function given(access: string, more: Readonly<Record<string, unknown>> = {}): TokenAnswer {
  return { status: 200, body: { access_token: access, token_type: 'Bearer', expires_in: 3_600, ...more } };
}

const ENDED: TokenAnswer = { status: 400, body: { error: 'invalid_grant' } };

/** An endpoint that gives `token 1`, `token 2` … unless told otherwise, and processes that share a store. */
async function start(
  answer: Parameters<typeof startTokenEndpoint>[0] = (_form, n) => given(`token ${n + 1}`),
) {
  const endpoint = await startTokenEndpoint(answer);
  open.push(endpoint);
  const clock = new FakeClock();
  const timers = new FakeTimers(clock);
  const { accessTokens: store } = createMemoryStorage();
  const newId = sequentialIds();
  return {
    endpoint,
    clock,
    timers,
    store,
    process: (
      change: { sealer?: ReturnType<typeof createFakeSealer>; store?: AccessTokenStore; anew?: boolean } = {},
    ) =>
      createAccessTokens({
        clock,
        timers,
        timeout: 15 * SECOND,
        keeping: { store: change.store ?? store, sealer: change.sealer ?? createFakeSealer(), newId },
        ...(change.anew === true ? { anew: true } : {}),
      }),
  };
}

function signIn(
  { url }: TokenEndpoint,
  refreshToken?: string,
  clientSecret = 'client-secret-1',
): OAuthSignIn {
  const client = { clientId: 'client-1', proof: { clientSecret: new Secret(clientSecret) } };
  return {
    kind: 'oauth2',
    username: 'robots',
    tokenUrl: url,
    scope: null,
    grant:
      refreshToken === undefined
        ? { kind: 'client-credentials', ...client }
        : { kind: 'refresh-token', ...client, refreshToken: new Secret(refreshToken) },
  };
}

async function tokenOf(
  tokens: AccessTokens,
  asked: OAuthSignIn,
  refused: string | null = null,
): Promise<string> {
  const got = await tokens.get(asked, {
    refused: refused === null ? null : new Secret(refused),
    allowedNetworks: null,
  });
  return got.ok ? got.value.expose() : `${got.failure.kind} ${got.failure.code ?? ''}`;
}

describe('an access token', () => {
  it('is asked for once by all who wait, and used by other processes', async () => {
    const { endpoint, process, timers } = await start();
    const asked = signIn(endpoint);
    const waiting = [process(), process()].flatMap((tokens) =>
      Array.from({ length: 5 }, () => tokenOf(tokens, asked)),
    );
    // One process asks, the other looks again now and then.
    let all: readonly string[] = [];
    void Promise.all(waiting).then((got) => (all = got));
    await eventually('everybody has a token', () => timers.advance(1).then(() => all.length === 10));
    expect(new Set(all)).toEqual(new Set(['token 1']));
    expect(await tokenOf(process(), asked)).toBe('token 1');
    expect(endpoint.requests).toHaveLength(1);
  });

  it('is stored sealed, under a name that tells nothing', async () => {
    const { endpoint, process, store } = await start(() => given('access-1', { refresh_token: 'refresh-2' }));
    await tokenOf(process(), signIn(endpoint, 'refresh-1'));
    const [kept] = await store.list();
    expect(kept!.id).toMatch(/^[\w-]{43}$/);
    expect(Buffer.from(kept!.sealed.box, 'base64').toString()).toContain(kept!.id);
    expect(JSON.stringify({ ...kept, sealed: null })).not.toMatch(/access-1|refresh|client|robots|127\.0/);
  });

  it('is renewed before it ends, and the old one goes on while the endpoint is in trouble', async () => {
    let trouble = false;
    const { endpoint, process, clock } = await start((_form, n) =>
      trouble ? { status: 503, body: {} } : given(`token ${n + 1}`),
    );
    const tokens = process();
    const asked = signIn(endpoint);
    await tokenOf(tokens, asked);
    clock.advance(54 * MINUTE);
    expect(await tokenOf(tokens, asked)).toBe('token 1');
    expect(endpoint.requests).toHaveLength(1);
    trouble = true;
    clock.advance(2 * MINUTE);
    expect(await tokenOf(tokens, asked)).toBe('token 1');
    expect(await tokenOf(tokens, asked)).toBe('token 1');
    expect(endpoint.requests).toHaveLength(2);
    clock.advance(1 * MINUTE);
    trouble = false;
    expect(await tokenOf(tokens, asked)).toBe('token 3');
  });

  it('is not used in its last minute, whatever the endpoint says', async () => {
    const { endpoint, process, clock } = await start((_form, n) =>
      n > 0 ? { status: 503, body: {} } : given('token 1'),
    );
    const tokens = process();
    await tokenOf(tokens, signIn(endpoint));
    clock.advance(59 * MINUTE + 1);
    expect(await tokenOf(tokens, signIn(endpoint))).toMatch(/^token OAUTH/);
  });

  it('that was refused is replaced once for all processes', async () => {
    const { endpoint, process } = await start();
    const [one, other] = [process(), process()];
    const asked = signIn(endpoint);
    await tokenOf(one, asked);
    await tokenOf(other, asked);
    expect(await tokenOf(one, asked, 'token 1')).toBe('token 2');
    expect(await tokenOf(other, asked, 'token 1')).toBe('token 2');
    expect(await Promise.all([tokenOf(one, asked), tokenOf(other, asked, 'token 1')])).toEqual([
      'token 2',
      'token 2',
    ]);
    expect(endpoint.requests).toHaveLength(2);
  });

  it('is asked for anew by a test of settings, and then good for everybody', async () => {
    const { endpoint, process } = await start();
    const asked = signIn(endpoint);
    await tokenOf(process(), asked);
    const test = process({ anew: true });
    expect([await tokenOf(test, asked), await tokenOf(test, asked)]).toEqual(['token 2', 'token 2']);
    expect(await tokenOf(process(), asked)).toBe('token 2');
  });

  it('is never that of another client secret', async () => {
    const { endpoint, process } = await start();
    const tokens = process();
    expect(await tokenOf(tokens, signIn(endpoint))).toBe('token 1');
    expect(await tokenOf(tokens, signIn(endpoint, undefined, 'corrected'))).toBe('token 2');
  });

  it('is asked for anew where the kept one does not open, as after a lost key', async () => {
    const { endpoint, process, store } = await start();
    await tokenOf(process(), signIn(endpoint));
    expect(await tokenOf(process({ sealer: createFakeSealer(['other']) }), signIn(endpoint))).toBe('token 2');
    expect((await store.list()).map(({ sealed }) => sealed.keyId)).toEqual(['other']);
  });
});

describe('a refresh token that the endpoint replaces', () => {
  /** As RFC 6819 section 5.2.2.3 wants it: each works once. */
  const rotating: Parameters<typeof startTokenEndpoint>[0] = (form, n) =>
    form.refresh_token === `refresh ${n}`
      ? given(`token ${n}`, { refresh_token: `refresh ${n + 1}` })
      : ENDED;

  it('is used from then on, by every process, and outlives a new client secret', async () => {
    const { endpoint, process, clock } = await start(rotating);
    const [one, other] = [process(), process()];
    expect(await tokenOf(one, signIn(endpoint, 'refresh 0'))).toBe('token 0');
    clock.advance(1 * DAY);
    expect(await tokenOf(other, signIn(endpoint, 'refresh 0'))).toBe('token 1');
    clock.advance(1 * DAY);
    expect(await tokenOf(one, signIn(endpoint, 'refresh 0', 'new client secret'))).toBe('token 2');
    expect(endpoint.requests.map((form) => form.refresh_token)).toEqual([
      'refresh 0',
      'refresh 1',
      'refresh 2',
    ]);
  });

  it('stays when an answer has no new one (RFC 6749 section 6)', async () => {
    const { endpoint, process, clock } = await start((_form, n) =>
      given(`token ${n}`, n === 0 ? { refresh_token: 'refresh 1' } : {}),
    );
    const tokens = process();
    for (let round = 0; round < 3; round += 1) {
      await tokenOf(tokens, signIn(endpoint, 'refresh 0'));
      clock.advance(1 * DAY);
    }
    expect(endpoint.requests.map((form) => form.refresh_token)).toEqual([
      'refresh 0',
      'refresh 1',
      'refresh 1',
    ]);
  });

  it('gives way to the one that was entered when the endpoint has ended it', async () => {
    const { endpoint, process, clock } = await start((form, n) => {
      if (form.refresh_token === 'lost') return ENDED;
      return given(`token ${n}`, n === 0 ? { refresh_token: 'lost' } : {});
    });
    const tokens = process();
    await tokenOf(tokens, signIn(endpoint, 'refresh 0'));
    clock.advance(1 * DAY);
    expect(await tokenOf(tokens, signIn(endpoint, 'refresh 0'))).toBe('token 2');
    clock.advance(1 * DAY);
    expect(await tokenOf(tokens, signIn(endpoint, 'refresh 0'))).toBe('token 3');
    expect(endpoint.requests.map((form) => form.refresh_token)).toEqual([
      'refresh 0',
      'lost',
      'refresh 0',
      'refresh 0',
    ]);
  });

  it('does not stand in the way of one that is entered anew', async () => {
    const { endpoint, process } = await start(() => given('token', { refresh_token: 'replacement' }));
    const tokens = process();
    await tokenOf(tokens, signIn(endpoint, 'refresh 0'));
    await tokenOf(tokens, signIn(endpoint, 'entered anew'));
    expect(endpoint.requests[1]!.refresh_token).toBe('entered anew');
  });

  it('is not used by two processes: the second waits, and takes over when the first has died', async () => {
    const { endpoint, process, store, clock, timers } = await start(rotating);
    await tokenOf(process(), signIn(endpoint, 'refresh 0'));
    const id = (await store.list())[0]!.id;
    const [now, until] = [clock.now(), clock.now() + 10 * SECOND];
    await store.lease(id, { leaseToken: 'dies', now, until, forgetBefore: 0 });
    const waiting = tokenOf(process({ anew: true }), signIn(endpoint, 'refresh 0'));
    await eventually('it waits', () => timers.size === 1);
    expect(endpoint.requests).toHaveLength(1);
    await timers.advance(10 * SECOND);
    expect(await waiting).toBe('token 1');
  });

  it('is stored before its access token is used: what cannot be stored is not used', async () => {
    const { endpoint, process, store } = await start(rotating);
    const full: AccessTokenStore = {
      ...store,
      renew: () => Promise.reject(new AppError('storage-unavailable', 'The disk is full.')),
    };
    expect(await tokenOf(process({ store: full }), signIn(endpoint, 'refresh 0'))).toBe(
      'local storage-unavailable',
    );
    expect(await store.list()).toEqual([]);
  });
});
