import type { SMTPConnectionAuth } from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { Secret } from '../../kernel/secret.ts';
import type { SecurityMode, SmtpAuthentication } from '../../smtp/smtp-connection.ts';
import type { SmtpFailure } from '../../smtp/smtp-failure.ts';
import type { AccessTokens, OAuthSignIn } from './access-tokens.ts';
import { failed, success, type Attempt } from './attempt.ts';

/** The token endpoint's refusal on its way through nodemailer's callbacks. */
export class TokenError extends Error {
  readonly failure: SmtpFailure;

  constructor(failure: SmtpFailure) {
    super(failure.text);
    this.failure = failure;
  }
}

/** What choosing a way to sign in depends on. */
export interface SignInContext {
  readonly authentication: Exclude<SmtpAuthentication, { kind: 'none' }>;
  readonly security: SecurityMode;
  /** What the server offers (RFC 4954), upper case. */
  readonly mechanisms: readonly string[];
  readonly tokens: AccessTokens;
  /** Told of each access token, so that it can be kept out of texts. */
  readonly gotToken: (token: Secret) => void;
}

/** How to sign in: the mechanism and its credentials for nodemailer, or that the server offers none that we know. */
export function signInWith(context: SignInContext): Attempt<SMTPConnectionAuth> {
  const { authentication, mechanisms } = context;
  const method = knownMechanisms(context).find((known) => mechanisms.includes(known));
  if (method === undefined) return failed(notOffered(context));
  switch (authentication.kind) {
    case 'password':
      return success({ method, user: authentication.username, pass: authentication.password.expose() });
    case 'oauth2':
      return success({ method, user: authentication.username, oauth2: tokenSource(authentication, context) });
    default:
      return authentication satisfies never;
  }
}

/** In order of preference. Over TLS the simple ones, which every server gets right; in the clear the one that hides the password. */
function knownMechanisms({ authentication, security }: SignInContext): readonly string[] {
  if (authentication.kind === 'oauth2') return ['XOAUTH2'];
  return security === 'plain' ? ['CRAM-MD5', 'PLAIN', 'LOGIN'] : ['PLAIN', 'LOGIN', 'CRAM-MD5'];
}

function notOffered(context: SignInContext): SmtpFailure {
  const offers = context.mechanisms.length === 0 ? 'no sign-in at all' : context.mechanisms.join(', ');
  const knows = knownMechanisms(context).join(', ');
  return {
    stage: 'authentication',
    kind: 'not-offered',
    reply: null,
    text: `The server offers ${offers}; this connection signs in with ${knows}.`,
  };
}

/** nodemailer asks with `renew` when the server refused a token; it then gets one that is not from memory. */
function tokenSource(signIn: OAuthSignIn, { tokens, gotToken }: SignInContext): XOAuth2 {
  return new XOAuth2({
    user: signIn.username,
    provisionCallback: (_user, renew, callback) => {
      void tokens.get(signIn, { renew }).then((attempt) => {
        if (!attempt.ok) {
          callback(new TokenError(attempt.failure));
          return;
        }
        gotToken(attempt.value);
        callback(null, attempt.value.expose());
      });
    },
  });
}
