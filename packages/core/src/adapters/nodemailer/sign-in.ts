import type { SMTPConnectionAuth } from 'nodemailer/lib/smtp-connection';
import type { Clock } from '../../kernel/clock.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import type { SmtpFailure } from '../../smtp/smtp-failure.ts';
import type { AccessTokens } from './access-tokens.ts';
import { failed, success, type Attempt } from './attempt.ts';
import { bearerExchange, type Bearer } from './bearer-exchange.ts';
import { externalExchange } from './external-exchange.ts';
import { ntlmExchange } from './ntlm/ntlm-exchange.ts';
import type { OAuthSignIn } from './request-token.ts';
import type { SaslExchange } from './sasl-exchange.ts';

/** A failure on its way through nodemailer's callbacks. */
export class SignInError extends Error {
  readonly failure: SmtpFailure;

  constructor(failure: SmtpFailure) {
    super(failure.text);
    this.failure = failure;
  }
}

/** What choosing a way to sign in depends on. */
export interface SignInContext {
  readonly connection: Pick<
    SmtpConnection,
    'authentication' | 'security' | 'host' | 'port' | 'allowedNetworks' | 'tokenNetworks'
  >;
  /** What the server offers (RFC 4954), upper case. */
  readonly mechanisms: readonly string[];
  readonly tokens: AccessTokens;
  readonly clock: Clock;
  /** Told of each access token, so that it can be kept out of texts. */
  readonly gotToken: (token: Secret) => void;
}

/** How to sign in: by nodemailer's own means, or by an exchange that is ours. */
export type SignIn =
  | { readonly mechanism: string; readonly auth: SMTPConnectionAuth }
  | { readonly mechanism: string; readonly exchange: SaslExchange };

/** The best mechanism that both sides know, and how it is gone through; or that the server offers none that we know. */
export function signInWith(context: SignInContext): Attempt<SignIn> {
  const { connection, mechanisms, clock } = context;
  const { authentication } = connection;
  const mechanism = knownMechanisms(connection).find((known) => mechanisms.includes(known));
  if (mechanism === undefined) return failed(notOffered(context));
  switch (authentication.kind) {
    case 'password':
    case 'ntlm': {
      const { username, password } = authentication;
      if (mechanism !== 'NTLM')
        return success({ mechanism, auth: { method: mechanism, user: username, pass: password.expose() } });
      const exchange = ntlmExchange({
        account: username,
        password: password.expose(),
        now: () => clock.now(),
      });
      return success({ mechanism, exchange });
    }
    case 'oauth2': {
      const exchange = bearerExchange(bearerOf(mechanism, authentication, context));
      return success({ mechanism, exchange });
    }
    case 'certificate':
      return success({ mechanism, exchange: externalExchange(authentication.username) });
    case 'none':
      return failed(notOffered(context));
    default:
      return authentication satisfies never;
  }
}

/**
 * In order of preference. Over TLS the simple ones, which every server gets right; in the clear the one that hides the
 * password. NTLM where it is all there is, or where it was asked for; EXTERNAL where it was asked for alone.
 */
function knownMechanisms({ authentication, security }: SignInContext['connection']): readonly string[] {
  switch (authentication.kind) {
    case 'none':
      return [];
    case 'oauth2':
      return ['OAUTHBEARER', 'XOAUTH2'];
    case 'ntlm':
      return ['NTLM'];
    case 'certificate':
      return ['EXTERNAL'];
    case 'password':
      return security === 'plain'
        ? ['CRAM-MD5', 'PLAIN', 'LOGIN', 'NTLM']
        : ['PLAIN', 'LOGIN', 'CRAM-MD5', 'NTLM'];
    default:
      return authentication satisfies never;
  }
}

function notOffered({ mechanisms, connection }: SignInContext): SmtpFailure {
  const offers = mechanisms.length === 0 ? 'no sign-in at all' : mechanisms.join(', ');
  const knows = knownMechanisms(connection).join(', ');
  return {
    stage: 'authentication',
    kind: 'not-offered',
    reply: null,
    text: `The server offers ${offers}; this connection signs in with ${knows}.`,
  };
}

function bearerOf(
  mechanism: string,
  signIn: OAuthSignIn,
  { connection, tokens, gotToken }: SignInContext,
): Bearer {
  return {
    mechanism: mechanism === 'OAUTHBEARER' ? 'OAUTHBEARER' : 'XOAUTH2',
    username: signIn.username,
    host: connection.host,
    port: connection.port,
    token: async (refused) => {
      const { tokenNetworks = connection.allowedNetworks } = connection;
      const attempt = await tokens.get(signIn, { refused, allowedNetworks: tokenNetworks });
      if (!attempt.ok) throw new SignInError(attempt.failure);
      gotToken(attempt.value);
      return attempt.value;
    },
  };
}
