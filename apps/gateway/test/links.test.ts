import { AppError, changeSettings } from '@postern/core';
import { makeServiceAccountKey } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { OPERATOR } from './start-gateway.ts';
import { openPage, PASSWORD, sendForm, startLinksHouse } from './links-house.ts';

describe('the page of a link', () => {
  it('takes a secret once, and says so in the person’s language', async () => {
    for (const [language, title, saved] of [
      ['en', 'Mail settings of Acme SA', 'Saved'],
      ['fr', 'Paramètres de messagerie : Acme SA', 'Enregistré'],
    ] as const) {
      const house = await startLinksHouse();
      const address = await house.secretLink(language);
      const page = await openPage(address);
      expect(page.status).toBe(200);
      expect(page.html).toContain(`<html lang="${language}">`);
      expect(page.html).toContain(title);
      expect(page.html).toContain('smtp.acme.example');
      const done = await sendForm(address, page, { secret: PASSWORD });
      expect([done.status, done.html.includes(saved)]).toEqual([200, true]);
      expect(await house.secretNow()).toBe('sealed');
      const again = await sendForm(address, page, { secret: PASSWORD });
      expect(again.status).toBe(404);
    }
  });

  it('is kept by nobody, framed by nobody, and names its address to nobody', async () => {
    const house = await startLinksHouse();
    const { headers, html } = await openPage(await house.secretLink());
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(html).not.toMatch(/<script|https?:|javascript:|\son\w+=/);
    expect(html).toMatch(/<label for="secret">.*<\/label>/);
    expect(html).toMatch(/<input id="secret"[^>]* type="password" autocomplete="new-password"/);
  });

  it('takes a key file of many lines in a box of many lines', async () => {
    const house = await startLinksHouse();
    await changeSettings(house.container, OPERATOR, {
      level: house.level,
      set: { authentication: 'oauth2', 'oauth-grant': 'service-account' },
    });
    const address = await house.secretLink('en', 'oauth-service-account-key');
    const page = await openPage(address);
    expect(page.html).toMatch(/<textarea id="secret"/);
    const wrong = await sendForm(address, page, { secret: '{"installed":{}}' });
    expect(wrong).toMatchObject({
      status: 422,
      html: expect.stringContaining('not the key of a service account') as string,
    });
    const secret = makeServiceAccountKey().key.expose().replaceAll('\n', '\r\n');
    expect((await sendForm(address, wrong, { secret })).status).toBe(200);
    expect(await house.secretNow('oauthServiceAccountKey')).toBe('sealed');
  });

  it('has no effect by being looked at, however often: scanners of mail and chat do', async () => {
    const house = await startLinksHouse();
    for (const address of [await house.secretLink(), await house.arrivalLink()]) {
      for (const method of ['GET', 'HEAD', 'GET'])
        expect((await openPage(address, { method })).status).toBe(200);
      expect((await openPage(address, { method: 'DELETE' })).status).toBe(405);
      const done = await sendForm(address, await openPage(address), { secret: PASSWORD });
      expect(done.status).toBe(200);
    }
  });

  it('looks the same for a link that was used, that is none, and that is too long', async () => {
    const house = await startLinksHouse();
    const used = await house.secretLink();
    await sendForm(used, await openPage(used), { secret: PASSWORD });
    const seen = new Set<string>();
    for (const address of [
      used,
      `${house.url}/links/${'A'.repeat(43)}`,
      `${house.url}/links/x`,
      `${house.url}/links/${'B'.repeat(3_000)}`,
    ]) {
      for (const init of [{}, { method: 'POST', body: new URLSearchParams({ guard: '', secret: 'x' }) }]) {
        const { status, html } = await openPage(address, init);
        expect(status).toBe(404);
        seen.add(html);
      }
      const french = await openPage(address, { headers: { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.8' } });
      expect(french.html).toContain('Ce lien n’est pas ouvert');
      expect((await fetch(address, { method: 'HEAD' })).status).toBe(404);
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toContain('This link is not open');
  });

  it('says what is wrong with a value, and stays open', async () => {
    const house = await startLinksHouse();
    const address = await house.secretLink('fr');
    const wrong = await sendForm(address, await openPage(address), { secret: '••••••••' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('role="alert"');
    expect(wrong.html).toContain('C’est ce qu’affiche un champ masqué');
    expect(wrong.html).not.toContain('••');
    // The browser keeps the cookie that it has.
    const { cookie } = await openPage(address);
    const page = await openPage(address, { headers: { cookie } });
    expect((await sendForm(address, page, { secret: PASSWORD })).status).toBe(200);
  });

  it('saves nothing once the settings have changed, or the rights are gone', async () => {
    const house = await startLinksHouse();
    const address = await house.secretLink();
    const page = await openPage(address);
    await house.revokeAll();
    const refused = await sendForm(address, page, { secret: PASSWORD });
    expect([refused.status, refused.html.includes('You may not change')]).toEqual([403, true]);
    expect(await house.secretNow()).toBe('not-set');
  });

  it('names what people have written as text, whatever it is', async () => {
    const house = await startLinksHouse();
    const name = `<script>alert("1")</script> & 'co'`;
    await house.container.storage.organizations.update(
      { ...house.organization, name },
      {
        id: house.container.newId(),
        at: 1,
        actor: { kind: 'command-line', name: 'test' },
        action: 'organization.changed',
        level: house.level,
        subject: house.organization.id,
        changes: [],
      },
    );
    const { html } = await openPage(await house.secretLink());
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;');
    expect(html).not.toContain('<script');
  });

  it('says that a test mail has arrived when its button is pressed', async () => {
    const house = await startLinksHouse();
    const address = await house.arrivalLink('fr');
    const page = await openPage(address);
    expect(page.html).toContain('Oui, il est arrivé');
    expect(page.html).not.toContain('type="password"');
    const done = await sendForm(address, page);
    expect([done.status, done.html.includes('Merci')]).toEqual([200, true]);
    expect((await sendForm(address, page)).status).toBe(404);
  });
});

describe('the form of a link', () => {
  it('is taken from its own page in the same browser alone', async () => {
    const house = await startLinksHouse();
    const address = await house.secretLink();
    const page = await openPage(address);
    const other = await openPage(address);
    for (const forged of [
      { cookie: '', guard: page.guard },
      { cookie: page.cookie, guard: '' },
      { cookie: page.cookie, guard: other.guard },
      { cookie: 'postern-form=x', guard: 'x' },
    ]) {
      const reply = await sendForm(address, forged, { secret: PASSWORD });
      expect(reply.status).toBe(403);
      expect(reply.html).toContain('Please enter it again');
      expect(reply.html).not.toContain(PASSWORD);
    }
    expect(await house.secretNow()).toBe('not-set');
    const tab = await openPage(address, { headers: { cookie: page.cookie } });
    expect(tab.guard).toBe(page.guard);
    expect((await sendForm(address, page, { secret: PASSWORD })).status).toBe(200);
  });

  it('is kept by a cookie that goes to no other site, no script, and over HTTPS nowhere else', async () => {
    const plain = await startLinksHouse();
    const cookieOf = async (house: typeof plain) =>
      (await openPage(await house.secretLink())).headers.getSetCookie();
    expect(await cookieOf(plain)).toEqual([
      expect.stringMatching(/^postern-form=[\w-]{43}; Path=\/links; HttpOnly; SameSite=Strict$/),
    ]);
    const environment = { POSTERN_PUBLIC_URL: 'https://postern.example' };
    expect(await cookieOf(await startLinksHouse({ environment }))).toEqual([
      expect.stringMatching(/^__Host-postern-form=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
  });

  it('is refused in any other shape, with a page', async () => {
    const house = await startLinksHouse();
    const address = await house.secretLink();
    const { cookie, guard } = await openPage(address);
    const send = async (body: string, type: string) => {
      const { status, html } = await openPage(address, {
        method: 'POST',
        headers: { cookie, 'content-type': type },
        body,
      });
      expect(html).toContain('This form could not be read');
      return status;
    };
    const form = 'application/x-www-form-urlencoded';
    expect(await send(JSON.stringify({ guard, secret: 'x' }), 'application/json')).toBe(415);
    expect(await send(`guard=${guard}&secret=x`, 'text/plain')).toBe(415);
    expect(await send(`guard=${guard}&secret=x&secret=y`, form)).toBe(400);
    expect(await send('secret=x', form)).toBe(400);
    expect(await send(`guard=${guard}&secret=${'x'.repeat(200_000)}`, form)).toBe(413);
    expect(await send('', form)).toBe(400);
    expect(await house.secretNow()).toBe('not-set');
  });

  it('is answered with a page and a reference when the database does not answer', async () => {
    let down = false;
    const house = await startLinksHouse({
      storage: (storage) => ({
        ...storage,
        links: {
          ...storage.links,
          use: async (use) => {
            if (down) throw new AppError('storage-unavailable', 'The database /srv/postern.db is full.');
            return storage.links.use(use);
          },
        },
      }),
    });
    const address = await house.secretLink();
    const page = await openPage(address);
    down = true;
    const failed = await sendForm(address, page, { secret: PASSWORD });
    expect(failed.status).toBe(503);
    expect(failed.headers.get('retry-after')).toBe('10');
    expect(failed.html).not.toContain('/srv');
    const reference = /Reference ([\w-]+)/.exec(failed.html)?.[1] ?? 'none';
    expect(house.log.some((line) => line.includes(reference) && line.includes('storage-unavailable'))).toBe(
      true,
    );
    down = false;
    expect((await sendForm(address, page, { secret: PASSWORD })).status).toBe(200);
  });
});

it('neither token nor secret is in any log line, metric, header or problem', async () => {
  const house = await startLinksHouse();
  const addresses = [await house.secretLink(), await house.arrivalLink()];
  const seen: string[] = [];
  const keep = async (reply: Promise<Response>): Promise<void> => {
    const { headers, status } = await reply;
    seen.push(`${String(status)} ${JSON.stringify([...headers])} ${await (await reply).text()}`);
  };
  for (const address of addresses) {
    await keep(fetch(address));
    await keep(fetch(`${address}/more`));
    await keep(fetch(`${address}%zz`));
    await keep(fetch(`${address}?x=1`, { method: 'PUT' }));
    const page = await openPage(address);
    for (const cookie of ['', page.cookie, page.cookie]) {
      const body = new URLSearchParams({ guard: page.guard, secret: PASSWORD });
      await keep(fetch(address, { method: 'POST', headers: { cookie }, body }));
    }
    await keep(fetch(address, { method: 'POST', body: PASSWORD.repeat(9_000) }));
  }
  const written = [...seen, ...house.log, await house.metrics()].join('\n');
  expect(house.log.length).toBeGreaterThan(10);
  expect(written).toContain('/links/:token');
  for (const address of addresses) expect(written).not.toContain(address.split('/links/')[1]);
  const tail = PASSWORD.slice(8);
  for (const form of [tail, encodeURIComponent(tail), new URLSearchParams({ tail }).toString().slice(5)])
    expect(written).not.toContain(form);
});
