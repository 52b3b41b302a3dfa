import type { VerdictMatch, VerdictRule } from './verdict-rule.ts';

const SIGNING_IN = {
  stages: ['authentication'],
  authentication: ['certificate'],
} as const satisfies VerdictMatch;

const NOT_OFFERED = {
  kind: 'configuration',
  reason: 'authentication-not-offered',
  cause: {
    en: '{host} does not let a client certificate sign in on this connection (EXTERNAL is not offered). Most servers offer it only to whoever showed a certificate of an authority that they know.',
    fr: '{host} ne laisse pas un certificat client s’authentifier sur cette connexion (EXTERNAL n’est pas proposé). La plupart des serveurs ne le proposent qu’à qui a présenté un certificat d’une autorité connue d’eux.',
  },
  cure: {
    en: 'Have the server’s administrator check that the authority of client-certificate is known there and that EXTERNAL is on. If the certificate alone is enough for the server, set authentication=none.',
    fr: 'Faites vérifier par l’administrateur du serveur que l’autorité de client-certificate y est connue et qu’EXTERNAL est activé. Si le certificat seul suffit au serveur, définissez authentication=none.',
  },
} as const satisfies Omit<VerdictRule, 'when'>;

/** Signing in by the client certificate (SASL EXTERNAL), where words about passwords would lead astray. */
export const CERTIFICATE_RULES: readonly VerdictRule[] = [
  { when: { ...SIGNING_IN, kind: 'not-offered' }, ...NOT_OFFERED },
  { when: { ...SIGNING_IN, kind: 'reply', replies: [500, 502, 503, 504] }, ...NOT_OFFERED },
  {
    when: { ...SIGNING_IN, kind: 'reply', replies: [5] },
    kind: 'configuration',
    reason: 'authentication-failed',
    cause: {
      en: '{host} does not let this client certificate sign in: {reply}',
      fr: '{host} ne laisse pas ce certificat client s’authentifier : {reply}',
    },
    cure: {
      en: 'Have the server’s administrator tie an account to the certificate. smtp-username names another account to act as: unset it unless the server wants one.',
      fr: 'Faites associer un compte au certificat par l’administrateur du serveur. smtp-username nomme un autre compte au nom duquel agir : retirez-le si le serveur n’en veut pas.',
    },
  },
];
