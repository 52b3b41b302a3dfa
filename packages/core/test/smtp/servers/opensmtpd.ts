import type { Listener, PlacedListener, ServerKind, ServerPlan } from './mail-server.ts';
import { certificateOf, SIZE_LIMIT } from './mail-server.ts';
import { ServerRoot } from './server-root.ts';

const LISTENERS: readonly Listener[] = [
  ...(['plain', 'starttls', 'implicit-tls'] as const).map((security) => ({ security, mechanism: null })),
  { security: 'plain', mechanism: null, oddity: 'greylists' },
  { security: 'plain', mechanism: null, oddity: 'too-many' },
];

/**
 * OpenSMTPD. In Debian 12 it cannot read its own key, so every TLS handshake fails on its side
 * (https://github.com/OpenSMTPD/OpenSMTPD/issues/1239); and it lets nobody sign in without TLS.
 */
export const OPENSMTPD: ServerKind = {
  name: 'OpenSMTPD',
  listeners: LISTENERS,
  tlsWorks: false,
  start,
  log: null,
};

function start(plan: ServerPlan): ServerRoot {
  const root = new ServerRoot();
  for (const [name, { key, cert }] of Object.entries(plan.certificates)) {
    root.file(`etc/tls/${name}.cert`, cert);
    root.file(`etc/tls/${name}.key`, key, { mode: 0o600 });
  }
  root.file('etc/smtpd.conf', configurationOf(plan), { mode: 0o600 });
  root.folder('var/spool/smtpd', { mode: 0o711 });
  root.folder('var/lib/opensmtpd/empty');
  root.start('/usr/sbin/smtpd', ['-d']);
  return root;
}

function configurationOf({ listeners, relayPort }: ServerPlan): string {
  const pkis = ['good', 'expired', 'wrong-name'].flatMap((name) => [
    `pki ${name} cert "/etc/tls/${name}.cert"`,
    `pki ${name} key "/etc/tls/${name}.key"`,
  ]);
  return `${pkis.join('\n')}
table clients { "127.0.0.1" }
smtp max-message-size "${SIZE_LIMIT}"
filter "greylists" phase rcpt-to match src <clients> reject "450 4.2.0 Greylisted, come again"
filter "too-many" phase connect match src <clients> disconnect "421 4.7.0 Too many sessions"
${listeners.map(listenOf).join('\n')}
action "out" relay host smtp://127.0.0.1:${relayPort}
match from any for any action "out"
`;
}

function listenOf(listener: PlacedListener): string {
  const { port, security, oddity } = listener;
  return [
    `listen on 127.0.0.1 port ${port}`,
    ...(security === 'plain'
      ? []
      : [security === 'starttls' ? 'tls' : 'smtps', `pki ${certificateOf(listener)}`]),
    ...(oddity === 'greylists' || oddity === 'too-many' ? [`filter "${oddity}"`] : []),
  ].join(' ');
}
