import { describe, expect, it } from 'vitest';
import { HOST } from '../kernel/level.ts';
import { Secret } from '../kernel/secret.ts';
import { createFakeReferences } from '../testing/fake-references.ts';
import { makeServiceAccountKey } from '../testing/make-service-account-key.ts';
import { createFakeSealer } from '../testing/fake-sealer.ts';
import { effectiveConnection } from './effective-connection.ts';
import type { EffectiveConnection } from './effective-settings.ts';
import { OPEN_POLICY, type Layer } from './mail-settings.ts';
import { openConnectionSecrets } from './open-connection-secrets.ts';
import { placeInLayer } from './secret-place.ts';

const sealer = createFakeSealer(['new', 'old']);
const references = createFakeReferences({ 'env:SMTP_PASSWORD': 'hunter2' });
const values = { smtpHost: 'a.example', smtpUsername: 'u' };

function connection(layer: Layer): EffectiveConnection {
  return effectiveConnection(HOST, { revisionId: 'r', revisionNumber: 1, layer }, OPEN_POLICY)!;
}

function sealedBy(keyId: string, place = placeInLayer('smtpPassword', HOST, values)!): Layer {
  const sealed = createFakeSealer([keyId]).seal(new Secret('hunter2'), place);
  return { values, secrets: { smtpPassword: { kind: 'sealed', ...sealed } } };
}

describe('opening the secrets of a connection', () => {
  it.each<[string, Layer]>([
    ['sealed under the active key', sealedBy('new')],
    ['sealed under another live key', sealedBy('old')],
    [
      'a reference',
      { values, secrets: { smtpPassword: { kind: 'reference', reference: 'env:SMTP_PASSWORD' } } },
    ],
  ])('works for one that is %s', async (_what, layer) => {
    const opened = await openConnectionSecrets({ sealer, references }, connection(layer));
    expect(opened.ok && opened.secrets.smtpPassword?.expose()).toBe('hunter2');
  });

  it('names the key that is missing', async () => {
    const opened = await openConnectionSecrets({ sealer, references }, connection(sealedBy('lost')));
    expect(opened).toEqual({
      ok: false,
      reason: 'key-missing',
      field: 'smtpPassword',
      keyId: 'lost',
      text: expect.stringMatching(/^smtp-password: .*"lost"/) as string,
    });
  });

  it('does not open what was sealed for another server', async () => {
    const elsewhere = placeInLayer('smtpPassword', HOST, { ...values, smtpHost: 'evil.example' })!;
    const opened = await openConnectionSecrets(
      { sealer, references },
      connection(sealedBy('new', elsewhere)),
    );
    expect(opened).toMatchObject({ ok: false, reason: 'secret-unreadable', field: 'smtpPassword' });
  });

  it('looks at a key file behind a reference each time as if it were given now', async () => {
    const account = { ...values, authentication: 'oauth2', oauthGrant: 'service-account' } as const;
    const open = async (content: string) =>
      openConnectionSecrets(
        { sealer, references: createFakeReferences({ 'file:/key.json': content }) },
        connection({
          values: account,
          secrets: { oauthServiceAccountKey: { kind: 'reference', reference: 'file:/key.json' } },
        }),
      );
    const good = await open(makeServiceAccountKey().key.expose());
    expect(good.ok && good.secrets.oauthServiceAccountKey?.expose()).toMatch(/^\{"type":"service_account"/);
    expect(await open('{"private_key": "hunter2"}')).toEqual({
      ok: false,
      reason: 'secret-unreadable',
      field: 'oauthServiceAccountKey',
      text: expect.stringMatching(/file:\/key\.json cannot be used\. The key file lacks/) as string,
    });
  });

  it('names the reference that cannot be read', async () => {
    const secrets = { smtpPassword: { kind: 'reference', reference: 'env:GONE' } } as const;
    const opened = await openConnectionSecrets({ sealer, references }, connection({ values, secrets }));
    expect(opened).toMatchObject({
      ok: false,
      reason: 'secret-unreadable',
      text: expect.stringMatching(/env:GONE/) as string,
    });
  });

  it('reads nothing that the way of signing in does not use', async () => {
    const secrets = { oauthClientSecret: { kind: 'reference', reference: 'env:GONE' } } as const;
    const opened = await openConnectionSecrets(
      { sealer, references },
      connection({ values: { smtpHost: 'a.example' }, secrets }),
    );
    expect(opened).toEqual({ ok: true, secrets: {} });
  });

  it('lets a defect through as what it is', async () => {
    const broken = {
      ...sealer,
      open: () => {
        throw new TypeError('a defect');
      },
    };
    await expect(
      openConnectionSecrets({ sealer: broken, references }, connection(sealedBy('new'))),
    ).rejects.toThrow(TypeError);
  });
});
