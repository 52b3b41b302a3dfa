import type { AddressInfo, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import {
  SMTPServer,
  type SMTPServerAuthentication,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';
import { Secret } from '../kernel/secret.ts';
import type { SecurityMode, SmtpAuthentication, SmtpConnection } from '../smtp/smtp-connection.ts';
import { makeCertificate, type TestCertificate } from './make-certificate.ts';

/** What the sink does at a stage: goes on, answers with this reply, hangs up, or says nothing ever again. */
export type SinkAnswer = 'accept' | 'drop' | 'mute' | `${4 | 5}${number}${string}`;

/** Decides by what was said (an address, a user name), and how often the same was said before. */
export type SinkRule = SinkAnswer | ((said: string, before: number) => SinkAnswer);

/** What the sink does at each stage; `accept` unless told otherwise. Can be changed while it runs. */
export interface SinkScript {
  /** Before the greeting. */
  connect?: SinkRule;
  signIn?: SinkRule;
  mailFrom?: SinkRule;
  rcptTo?: SinkRule;
  /** At the first bytes of the message. */
  data?: 'accept' | 'drop';
  /** After the final dot. Asked with the recipients, comma between. */
  message?: SinkRule;
}

/** A message that the sink accepted. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came over the wire, dots unstuffed. */
  readonly raw: Buffer;
  readonly secure: boolean;
  /** Who had signed in; null when nobody. */
  readonly user: string | null;
  /** The name given in EHLO. */
  readonly client: string;
  /** Tells sessions apart. */
  readonly session: string;
}

/** How a sink is to be. */
export interface SinkOptions {
  /** `plain` (no STARTTLS at all), unless told otherwise. */
  readonly security?: SecurityMode;
  /** One made for `localhost` and `127.0.0.1` by an authority of its own, unless given. */
  readonly certificate?: TestCertificate;
  /** Besides the certificate, such as the versions of TLS. */
  readonly tls?: TlsOptions;
  /** Who must sign in, and how: with nobody given, nobody can. `secret` is the password, or the token for XOAUTH2. */
  readonly user?: { readonly name: string; readonly secret: string; readonly mechanisms?: readonly string[] };
  readonly script?: SinkScript;
  /** Bytes; announced with SIZE and insisted on. */
  readonly size?: number;
  readonly pipelining?: boolean;
  /** 0 by default: any free one. */
  readonly port?: number;
}

/** A real SMTP server on a free port of 127.0.0.1 that keeps what it gets. */
export interface SmtpSink {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Every message that was handed over whole, whatever it was answered, or whether at all. */
  readonly handedOver: readonly ReceivedMail[];
  /** How sessions were signed in, in order: mechanism and user name. */
  readonly signIns: readonly string[];
  /** How many sessions there have been. */
  readonly sessions: number;
  /** How many are open now. */
  readonly open: number;
  readonly script: SinkScript;
  /** PEM of what a client must trust; null without TLS. */
  readonly ca: string | null;
  /** The connection that suits it, changed by what the test cares about. */
  connection(overrides?: Partial<SmtpConnection>): SmtpConnection;
  /** Hangs up on everyone, in the middle of whatever they do. */
  hangUp(): void;
  /** Ends it, with all that is open. */
  close(): Promise<void>;
}

/** Starts a {@link SmtpSink}. */
export async function startSmtpSink(options: SinkOptions = {}): Promise<SmtpSink> {
  const { security = 'plain', script = {}, user } = options;
  const certificate = security === 'plain' ? null : (options.certificate ?? (await makeCertificate()));
  const sink = new Sink(script, user?.secret ?? null);
  const server = new SMTPServer({
    ...serverOptions(options, certificate),
    ...sink.handlers(),
  });
  // What a client does to the connection is the test's business, not an error of the sink.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => sink.track(socket));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    mails: sink.mails,
    handedOver: sink.handedOver,
    signIns: sink.signIns,
    get sessions() {
      return sink.sessions;
    },
    get open() {
      return sink.sockets.size;
    },
    script,
    ca: certificate?.ca ?? null,
    connection: (overrides = {}) => ({
      key: `sink-${port}`,
      host: '127.0.0.1',
      port,
      security,
      authentication: authenticationFor(user),
      caCertificate: certificate?.ca ?? null,
      clientName: null,
      connectTimeout: 10_000,
      maxConnections: 5,
      maxMessagesPerMinute: 0,
      allowedNetworks: null,
      ...overrides,
    }),
    hangUp: () => sink.hangUp(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
        sink.hangUp();
      }),
  };
}

function serverOptions(options: SinkOptions, certificate: TestCertificate | null): SMTPServerOptions {
  const { security = 'plain', user, size, pipelining = true } = options;
  return {
    logger: false,
    secure: security === 'implicit-tls',
    ...(certificate === null ? {} : { key: certificate.key, cert: certificate.cert }),
    ...options.tls,
    ...(size === undefined ? {} : { size, rejectOversized: true }),
    authMethods: [...(user?.mechanisms ?? ['PLAIN', 'LOGIN'])],
    allowInsecureAuth: security === 'plain',
    disabledCommands: [
      ...(user === undefined ? ['AUTH'] : []),
      ...(security === 'starttls' ? [] : ['STARTTLS']),
    ],
    hidePIPELINING: !pipelining,
    disableReverseLookup: true,
    closeTimeout: 1,
  };
}

function authenticationFor(user: SinkOptions['user']): SmtpAuthentication {
  if (user === undefined) return { kind: 'none' };
  return { kind: 'password', username: user.name, password: new Secret(user.secret) };
}

type Done = (error?: Error | null) => void;

class Sink {
  readonly mails: ReceivedMail[] = [];
  readonly handedOver: ReceivedMail[] = [];
  readonly signIns: string[] = [];
  readonly sockets = new Map<number, Socket>();
  readonly #script: SinkScript;
  readonly #secret: string | null;
  readonly #before = new Map<string, number>();
  sessions = 0;

  constructor(script: SinkScript, secret: string | null) {
    this.#script = script;
    this.#secret = secret;
  }

  track(socket: Socket): void {
    const port = socket.remotePort ?? 0;
    this.sessions += 1;
    this.sockets.set(port, socket);
    socket.once('close', () => this.sockets.delete(port));
  }

  hangUp(): void {
    for (const socket of this.sockets.values()) socket.destroy();
  }

  handlers(): Pick<SMTPServerOptions, 'onConnect' | 'onAuth' | 'onMailFrom' | 'onRcptTo' | 'onData'> {
    return {
      onConnect: (session, done) => this.#answer('connect', { said: '', session, done }),
      onAuth: (auth, session, done) => this.#signIn(auth, { session, done }),
      onMailFrom: ({ address }, session, done) => this.#answer('mailFrom', { said: address, session, done }),
      onRcptTo: ({ address }, session, done) => this.#answer('rcptTo', { said: address, session, done }),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => {
          if (this.#script.data === 'drop') this.#drop(session);
          chunks.push(chunk);
        });
        stream.once('error', () => undefined);
        stream.once('end', () => {
          const mail = receivedMail(session, Buffer.concat(chunks));
          this.handedOver.push(mail);
          const keep: Done = (error) => {
            if (!error && !stream.sizeExceeded) this.mails.push(mail);
            done(error);
          };
          this.#answer('message', { said: mail.to.join(','), session, done: keep });
        });
      },
    };
  }

  #signIn(
    auth: SMTPServerAuthentication,
    { session, done }: { readonly session: SMTPServerSession; readonly done: SignedIn },
  ): void {
    const name = auth.username ?? '';
    this.signIns.push(`${auth.method} ${name}`);
    this.#answer('signIn', {
      said: name,
      session,
      done: (error) => {
        if (error) done(error);
        else if (this.#isRight(auth)) done(null, { user: name });
        else if (auth.method === 'XOAUTH2') done(null, { data: { status: '401', schemes: 'bearer' } });
        else done(replyError('535 5.7.8 Error: authentication failed'));
      },
    });
  }

  #isRight(auth: SMTPServerAuthentication): boolean {
    if (this.#secret === null) return false;
    if (auth.method === 'CRAM-MD5') return auth.validatePassword(this.#secret);
    return (auth.method === 'XOAUTH2' ? auth.accessToken : auth.password) === this.#secret;
  }

  #answer(
    stage: Exclude<keyof SinkScript, 'data'>,
    {
      said,
      session,
      done,
    }: { readonly said: string; readonly session: SMTPServerSession; readonly done: Done },
  ): void {
    const rule = this.#script[stage] ?? 'accept';
    const key = `${stage} ${said}`;
    const before = this.#before.get(key) ?? 0;
    this.#before.set(key, before + 1);
    const answer = typeof rule === 'function' ? rule(said, before) : rule;
    if (answer === 'accept') done(null);
    else if (answer === 'drop') this.#drop(session);
    else if (answer !== 'mute') done(replyError(answer));
  }

  #drop(session: SMTPServerSession): void {
    this.sockets.get(session.remotePort)?.destroy();
  }
}

type SignedIn = (
  error: Error | null | undefined,
  response?: { readonly user?: string; readonly data?: object },
) => void;

function replyError(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

function receivedMail(session: SMTPServerSession, raw: Buffer): ReceivedMail {
  const { envelope, secure, hostNameAppearsAs, id } = session;
  const user: unknown = session.user;
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    raw,
    secure,
    user: typeof user === 'string' ? user : null,
    client: hostNameAppearsAs,
    session: id,
  };
}
