import type { Listener, PlacedListener, ServerKind, ServerPlan } from './mail-server.ts';
import { ACCOUNT, certificateOf, SIZE_LIMIT } from './mail-server.ts';
import { ServerRoot } from './server-root.ts';
import { startGreylist } from './greylist.ts';

const MODES = ['plain', 'starttls', 'implicit-tls'] as const;
const MECHANISMS = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2', 'OAUTHBEARER', null];

const LISTENERS: readonly Listener[] = [
  ...MODES.flatMap((security) => MECHANISMS.map((mechanism) => ({ security, mechanism }))),
  ...(['expired', 'wrong-name'] as const).flatMap((oddity) =>
    (['starttls', 'implicit-tls'] as const).map((security) => ({ security, mechanism: 'PLAIN', oddity })),
  ),
  { security: 'plain', mechanism: null, oddity: 'greylists' },
  { security: 'plain', mechanism: null, oddity: 'too-many' },
  { security: 'plain', mechanism: null, oddity: 'hides-size' },
];

/** Postfix, which has Dovecot check who signs in. */
export const POSTFIX: ServerKind = {
  name: 'Postfix',
  listeners: LISTENERS,
  tlsWorks: true,
  start,
  log: 'var/log/mail',
};

async function start(plan: ServerPlan): Promise<ServerRoot> {
  const greylist = await startGreylist();
  const root = new ServerRoot();
  root.onClose(() => greylist.close());
  startDovecot(root, plan);
  for (const [name, { key, cert }] of Object.entries(plan.certificates))
    root.file(`etc/tls/${name}.pem`, `${key}\n${cert}`, { mode: 0o600 });
  root.file('etc/postfix/main.cf', mainOf(plan));
  root.file('etc/postfix/master.cf', masterOf(plan, greylist.port));
  root.folder('var/lib/postfix', { owner: 'postfix' });
  root.folder('var/spool/postfix');
  root.folder('var/spool/postfix/pid');
  for (const queue of QUEUES) root.folder(`var/spool/postfix/${queue}`, { owner: 'postfix', mode: 0o700 });
  root.folder('var/spool/postfix/public', { owner: 'postfix' });
  root.start('/usr/lib/postfix/sbin/master', ['-d']);
  return root;
}

const QUEUES = [
  'active',
  'bounce',
  'corrupt',
  'defer',
  'deferred',
  'flush',
  'hold',
  'incoming',
  'private',
  'saved',
  'trace',
  'maildrop',
];

function mainOf({ relayPort }: ServerPlan): string {
  return `compatibility_level = 3.6
maillog_file = /var/log/mail
myhostname = postfix.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mydestination =
alias_maps =
mynetworks =
relayhost = [127.0.0.1]:${relayPort}
smtp_tls_security_level = none
smtpd_peername_lookup = no
smtpd_client_event_limit_exceptions =
message_size_limit = ${SIZE_LIMIT}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
`;
}

function masterOf({ listeners }: ServerPlan, greylistPort: number): string {
  return `${listeners.map((listener) => smtpdOf(listener, greylistPort)).join('\n')}
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
`;
}

function smtpdOf(listener: PlacedListener, greylistPort: number): string {
  const { port, security, mechanism, oddity } = listener;
  const options = [
    `smtpd_tls_security_level=${security === 'plain' ? 'none' : security === 'starttls' ? 'may' : 'encrypt'}`,
    `smtpd_tls_wrappermode=${security === 'implicit-tls' ? 'yes' : 'no'}`,
    ...(security === 'plain' ? [] : [`smtpd_tls_chain_files=/etc/tls/${certificateOf(listener)}.pem`]),
    ...(mechanism === null
      ? ['mynetworks=127.0.0.1/32', 'smtpd_relay_restrictions=permit_mynetworks,reject']
      : [
          'smtpd_sasl_auth_enable=yes',
          'smtpd_sasl_type=dovecot',
          'smtpd_sasl_path=/run/dovecot/sasl',
          `smtpd_sasl_mechanism_filter=${mechanism.toLowerCase()}`,
        ]),
    ...(oddity === 'greylists'
      ? [`smtpd_recipient_restrictions=check_policy_service,inet:127.0.0.1:${greylistPort}`]
      : []),
    ...(oddity === 'too-many' ? ['smtpd_client_connection_count_limit=1'] : []),
    ...(oddity === 'hides-size' ? ['smtpd_discard_ehlo_keywords=size'] : []),
  ];
  return [`127.0.0.1:${port} inet n - n - - smtpd`, ...options.map((option) => `  -o ${option}`)].join('\n');
}

function startDovecot(root: ServerRoot, { tokenUrl }: ServerPlan): void {
  root.file(
    'etc/dovecot/oauth2.conf',
    `introspection_mode = post\nintrospection_url = ${tokenUrl}\nusername_attribute = username\n`,
  );
  root.file('etc/dovecot/users', `${ACCOUNT.name}:{PLAIN}${ACCOUNT.password}\n`, {
    owner: 'dovecot',
    mode: 0o600,
  });
  root.file('etc/dovecot/dovecot.conf', DOVECOT);
  root.start('/usr/sbin/dovecot', ['-F']);
}

/** Dovecot 2.3 as a checker of passwords alone. */
const DOVECOT = `base_dir = /run/dovecot
log_path = /var/log/mail
protocols =
ssl = no
first_valid_uid = 1
auth_mechanisms = plain login cram-md5 xoauth2 oauthbearer
auth_failure_delay = 0
disable_plaintext_auth = no
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = /etc/dovecot/oauth2.conf
}
passdb {
  driver = passwd-file
  mechanisms = plain login cram-md5
  args = /etc/dovecot/users
}
userdb {
  driver = static
  args = uid=nobody gid=nobody home=/tmp
}
# Wrong passwords are not answered later each time.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  unix_listener sasl {
    mode = 0666
  }
}
`;
