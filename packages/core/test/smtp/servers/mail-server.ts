import { createServer, type AddressInfo } from 'node:net';
import { Secret } from '../../../src/kernel/secret.ts';
import type { SecurityMode, SmtpAuthentication, SmtpConnection } from '../../../src/smtp/smtp-connection.ts';
import { eventually } from '../../../src/testing/eventually.ts';
import { makeCertificate, type TestCertificate } from '../../../src/testing/make-certificate.ts';
import { startTokenEndpoint, type TokenAnswer } from '../../../src/testing/token-endpoint.ts';
import { DAY } from '../../../src/kernel/clock.ts';
import { clientCertificate } from '../client-certificate.ts';
import { isListening } from './is-listening.ts';
import type { ServerRoot } from './server-root.ts';

/** Who may sign in at the mail servers. */
export const ACCOUNT = { name: 'robots', password: 'hunter2-secret' } as const;

/** The mechanisms that take a token instead of a password. */
export const BY_TOKEN: readonly (string | null)[] = ['XOAUTH2', 'OAUTHBEARER'];

/** The mechanism that takes a client certificate instead. */
export const BY_CERTIFICATE = 'EXTERNAL';

/** Bytes that the mail servers take in a message. */
export const SIZE_LIMIT = 20_000;

/** What is odd about a listener. `greylists`: the first try of a sender and recipient is put off. `too-many`: 421 for whoever is not alone. */
type Oddity = 'expired' | 'wrong-name' | 'greylists' | 'too-many' | 'hides-size';

/** One port of a mail server. */
export interface Listener {
  readonly security: SecurityMode;
  /** The only one offered; null: nobody signs in, and mail is taken from anybody. */
  readonly mechanism: string | null;
  readonly oddity?: Oddity;
}

/** A listener and where it listens. */
export interface PlacedListener extends Listener {
  readonly port: number;
}

/** What a mail server is started with. */
export interface ServerPlan {
  readonly listeners: readonly PlacedListener[];
  readonly certificates: Readonly<Record<'good' | 'expired' | 'wrong-name', TestCertificate>>;
  /** What clients show that sign in by EXTERNAL. */
  readonly client: TestCertificate;
  /** Where it delivers all mail to: an SMTP server on 127.0.0.1. */
  readonly relayPort: number;
  /** Gives tokens, and tells whose they are (RFC 7662). */
  readonly tokenUrl: string;
}

/** How to start one kind of server. */
export interface ServerKind {
  readonly name: string;
  /** All that it can be made to do; what is missing it cannot. */
  readonly listeners: readonly Listener[];
  readonly start: (plan: ServerPlan) => Promise<ServerRoot> | ServerRoot;
  /** Where it writes its log, in its root; null: on its standard outputs. */
  readonly log: string | null;
  /** Whether it can do TLS at all. */
  readonly tlsWorks: boolean;
}

/** A server that nobody here wrote, running. */
export interface MailServer {
  /** What its processes have said and written in their log. */
  log(): string;
  /** Where its tokens come from. */
  readonly tokenUrl: string;
  connection(listener: Listener, overrides?: Partial<SmtpConnection>): SmtpConnection;
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** Starts a server with all its listeners and waits until each of them answers. */
export async function startMailServer(kind: ServerKind, relayPort: number): Promise<MailServer> {
  const ports = await freePorts(kind.listeners.length);
  const listeners = kind.listeners.map((listener, index) => ({ ...listener, port: ports[index] ?? 0 }));
  const certificates = {
    good: await makeCertificate(),
    expired: await makeCertificate({ until: Date.now() - DAY }),
    'wrong-name': await makeCertificate({ names: ['mx.other.example'] }),
  };
  const client = await makeCertificate({ names: ['postern.example'] });
  const tokens = await startTokenEndpoint(answerAboutTokens);
  const root = await kind.start({ listeners, certificates, client, relayPort, tokenUrl: tokens.url });
  root.onClose(() => void tokens.close());
  const isReady = (listener: PlacedListener): Promise<boolean> => {
    if (!root.isRunning) throw new Error(`${kind.name} has ended`);
    return isListening(listener);
  };
  const log = (): string => root.said + (kind.log === null ? '' : root.read(kind.log));
  try {
    // One after the other, once each: some listeners mind being asked often.
    for (const listener of listeners) await eventually(`${kind.name} listens`, () => isReady(listener));
  } catch (error) {
    const said = log();
    await root.close();
    throw new Error(`${kind.name} did not start: ${said}`, { cause: error });
  }
  return {
    log,
    tokenUrl: tokens.url,
    connection(wanted, overrides = {}) {
      const listener = listeners.find((one) => isSame(one, wanted));
      if (listener === undefined) throw new Error(`${kind.name} has no such listener`);
      const { ca } = certificates[certificateOf(listener)];
      return {
        key: `${kind.name}-${listener.port}`,
        allowedNetworks: null,
        host: 'localhost',
        port: listener.port,
        security: listener.security,
        authentication: authenticationFor(listener, tokens.url),
        caCertificate: listener.security === 'plain' ? null : ca,
        clientName: 'client.example',
        connectTimeout: 10_000,
        maxConnections: 1,
        maxMessagesPerMinute: 0,
        ...(listener.mechanism === BY_CERTIFICATE ? { clientCertificate: clientCertificate(client) } : {}),
        ...overrides,
      };
    },
    freeze: () => root.freeze(),
    thaw: () => root.thaw(),
    close: () => root.close(),
  };
}

/** Which certificate a listener shows. */
export function certificateOf({ oddity }: Listener): keyof ServerPlan['certificates'] {
  return oddity === 'expired' || oddity === 'wrong-name' ? oddity : 'good';
}

/** The same listener, by what is asked of it. */
export function isSame(one: Listener, other: Listener): boolean {
  return one.security === other.security && one.mechanism === other.mechanism && one.oddity === other.oddity;
}

function authenticationFor({ mechanism }: Listener, tokenUrl: string): SmtpAuthentication {
  if (mechanism === null) return { kind: 'none' };
  if (mechanism === BY_CERTIFICATE) return { kind: 'certificate', username: null };
  if (BY_TOKEN.includes(mechanism)) return tokenSignIn(tokenUrl, 'client-1');
  return { kind: 'password', username: ACCOUNT.name, password: new Secret(ACCOUNT.password) };
}

/** Signing in by a token; that of the client `revoked` is refused. */
export function tokenSignIn(tokenUrl: string, clientId: 'client-1' | 'revoked'): SmtpAuthentication {
  return {
    kind: 'oauth2',
    username: ACCOUNT.name,
    tokenUrl,
    grant: { kind: 'client-credentials', clientId, proof: { clientSecret: new Secret('client-secret-1') } },
    scope: null,
  };
}

/** Gives every client a token, and knows but one. */
function answerAboutTokens(form: Readonly<Record<string, string>>): TokenAnswer {
  if (form['grant_type'] !== undefined) {
    const token = form['client_id'] === 'revoked' ? 'revoked-token' : 'good-token';
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: 3_600 } };
  }
  const active = form['token'] === 'good-token';
  return { status: 200, body: active ? { active, username: ACCOUNT.name } : { active } };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
