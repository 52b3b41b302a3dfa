import { startScriptedServer } from './scripted-server.ts';
import { startTokenEndpoint } from './token-endpoint.ts';

/** A server that repeats what it hears, as servers that mean harm or only log too much do. */
export interface Parrot<T> {
  readonly address: T;
  /** All that it was ever told, its base64 opened. */
  readonly heard: () => string;
  close(): Promise<void>;
}

/** An SMTP server at a port of this machine that refuses every sign-in, and repeats in its refusal what it was told. */
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
    const told = everythingIn(heard.splice(0));
    everything += told;
    const said = told.match(/.{1,200}/gu) ?? [];
    return [...said.map((part) => `535-5.7.8 ${part}`), '535 5.7.8 no'].join('\r\n');
  });
  return { address: server.port, heard: () => everything, close: () => server.close() };
}

/**
 * A token endpoint that repeats the form it was sent, in a refusal; to the client `good-client` it gives `accessToken`.
 */
export async function startParrotEndpoint(accessToken: () => string): Promise<Parrot<string>> {
  const endpoint = await startTokenEndpoint((form) =>
    form.client_id === 'good-client'
      ? { status: 200, body: { access_token: accessToken(), token_type: 'Bearer', expires_in: 3_600 } }
      : {
          status: 401,
          body: {
            error: 'invalid_client',
            error_description: everythingIn(Object.values(form)),
            error_uri: `https://login.example/?${new URLSearchParams(form).toString()}`,
          },
        },
  );
  return {
    address: endpoint.url,
    heard: () => JSON.stringify(endpoint.requests),
    close: () => endpoint.close(),
  };
}

/** Everything that was said, its base64 opened, and each word from its end. */
function everythingIn(heard: readonly string[]): string {
  const words = heard.join(' ').split(' ');
  const opened = words.map((word) => Buffer.from(word, 'base64').toString('utf8').replaceAll('\0', ' '));
  const backwards = [...words, ...opened].map((word) => Array.from(word).reverse().join(''));
  return [...words, ...opened, ...backwards].join(' ').replaceAll(/[\r\n]/g, ' ');
}
