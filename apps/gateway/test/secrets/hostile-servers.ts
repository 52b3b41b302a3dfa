import { startScriptedServer, startTokenEndpoint } from '@postern/core/testing';
import { onTestFinished } from 'vitest';

/** What a server that means harm, or only logs too much, has heard. */
type Told = (heard: readonly string[]) => string;

/** Everything that was said, its base64 opened, and each word from its end. */
const EVERYTHING: Told = (heard) => {
  const words = heard.join(' ').split(' ');
  const opened = words.map((word) => Buffer.from(word, 'base64').toString('utf8').replaceAll('\0', ' '));
  const backwards = [...words, ...opened].map((word) => Array.from(word).reverse().join(''));
  return [...words, ...opened, ...backwards].join(' ').replaceAll(/[\r\n]/g, ' ');
};

/** A server, and all that it was ever told, its base64 opened. */
export interface Parrot<T> {
  readonly address: T;
  readonly heard: () => string;
}

/** An SMTP server that refuses every sign-in, and repeats in its refusal what it was told since the one before. */
export async function startParrotServer(mechanisms: string): Promise<Parrot<number>> {
  const heard: string[] = [];
  let everything = '';
  const server = await startScriptedServer((line) => {
    heard.push(line);
    if (line === 'connect') return '220 parrot ESMTP';
    if (line.startsWith('EHLO')) return `250-parrot\r\n250 AUTH ${mechanisms}`;
    if (line === 'AUTH LOGIN' || line === 'AUTH CRAM-MD5') return '334 PDEyMzRAcGFycm90Pg==';
    // The answer of the one who signs in ends an exchange that failed (RFC 7628 section 3.2.3).
    if (/^AUTH (?:XOAUTH2|OAUTHBEARER) /.test(line)) return '334 eyJzdGF0dXMiOiI0MDAifQ==';
    const told = EVERYTHING(heard.splice(0));
    everything += told;
    const said = told.match(/.{1,200}/gu) ?? [];
    return [...said.map((part) => `535-5.7.8 ${part}`), '535 5.7.8 no'].join('\r\n');
  });
  onTestFinished(() => server.close());
  return { address: server.port, heard: () => everything };
}

/**
 * A token endpoint that repeats the form it was sent, in a refusal; with `accessToken`, it gives that to whoever asks for
 * it by client credentials.
 */
export async function startParrotEndpoint(accessToken: () => string): Promise<Parrot<string>> {
  const endpoint = await startTokenEndpoint((form) =>
    form.client_id === 'good-client'
      ? { status: 200, body: { access_token: accessToken(), token_type: 'Bearer', expires_in: 3_600 } }
      : {
          status: 401,
          body: {
            error: 'invalid_client',
            error_description: EVERYTHING(Object.values(form)),
            error_uri: `https://login.example/?${new URLSearchParams(form).toString()}`,
          },
        },
  );
  onTestFinished(() => endpoint.close());
  return { address: endpoint.url, heard: () => JSON.stringify(endpoint.requests) };
}
