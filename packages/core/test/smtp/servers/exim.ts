import { X509Certificate } from 'node:crypto';
import type { TestCertificate } from '../../../src/testing/make-certificate.ts';
import type { Listener, PlacedListener, ServerKind, ServerPlan } from './mail-server.ts';
import { ACCOUNT, certificateOf, SIZE_LIMIT } from './mail-server.ts';
import { ServerRoot } from './server-root.ts';

const MODES = ['plain', 'starttls', 'implicit-tls'] as const;

const LISTENERS: readonly Listener[] = [
  ...MODES.flatMap((security) =>
    ['PLAIN', 'LOGIN', 'CRAM-MD5', null].map((mechanism) => ({ security, mechanism })),
  ),
  ...(['starttls', 'implicit-tls'] as const).map((security) => ({ security, mechanism: 'EXTERNAL' })),
  ...(['expired', 'wrong-name'] as const).flatMap((oddity) =>
    (['starttls', 'implicit-tls'] as const).map((security) => ({ security, mechanism: 'PLAIN', oddity })),
  ),
  { security: 'plain', mechanism: null, oddity: 'greylists' },
  { security: 'plain', mechanism: null, oddity: 'too-many' },
];

/** Exim with authenticators of its own. */
export const EXIM: ServerKind = {
  name: 'Exim',
  listeners: LISTENERS,
  tlsWorks: true,
  start,
  log: 'var/log/exim/main',
};

function start(plan: ServerPlan): ServerRoot {
  const root = new ServerRoot();
  for (const [name, { key, cert }] of Object.entries(plan.certificates)) {
    root.file(`etc/tls/${name}.cert`, cert);
    root.file(`etc/tls/${name}.key`, key, { owner: 'Debian-exim', mode: 0o600 });
  }
  root.file('etc/tls/client-authority.cert', plan.client.ca);
  for (const folder of ['var/spool/exim', 'var/log/exim', 'var/greylist'])
    root.folder(folder, { owner: 'Debian-exim' });
  root.file('etc/exim4/exim4.conf', configurationOf(plan));
  root.start('/usr/sbin/exim4', ['-bdf', '-q1h']);
  return root;
}

function configurationOf({ listeners, relayPort, client }: ServerPlan): string {
  return `primary_hostname = exim.example
spool_directory = /var/spool/exim
log_file_path = /var/log/exim/%s
pid_file_path = /run/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${portsOf(listeners, () => true)}
tls_on_connect_ports = ${portsOf(listeners, ({ security }) => security === 'implicit-tls')}
tls_advertise_hosts = \${if ${isOn(listeners, ({ security }) => security === 'starttls')}{*}{}}
tls_certificate = /etc/tls/${certificateOn(listeners)}.cert
tls_privatekey = /etc/tls/${certificateOn(listeners)}.key
tls_try_verify_hosts = \${if ${isOn(listeners, ({ mechanism }) => mechanism === 'EXTERNAL')}{*}{}}
tls_verify_certificates = /etc/tls/client-authority.cert
auth_advertise_hosts = *
host_lookup =
keep_environment =
message_size_limit = ${SIZE_LIMIT}
smtp_accept_max = 100
smtp_accept_max_per_host = \${if ${isOn(listeners, ({ oddity }) => oddity === 'too-many')}{1}{0}}
acl_smtp_rcpt = recipients

begin acl
recipients:
  defer condition = \${if and{{${isOn(listeners, ({ oddity }) => oddity === 'greylists')}}{!exists{GREYLISTED}}}}
        condition = \${if bool{\${run{/bin/sh -c "echo > GREYLISTED"}{yes}{yes}}}}
        message = 450 4.2.0 Greylisted, come again
  accept condition = \${if ${isOn(listeners, ({ mechanism }) => mechanism === null)}}
  accept authenticated = *
  deny message = Relay not permitted

begin routers
out:
  driver = manualroute
  route_list = * 127.0.0.1
  self = send
  transport = out

begin transports
out:
  driver = smtp
  port = ${relayPort}
  allow_localhost
  hosts_avoid_tls = *

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${ACCOUNT.name}}}{eq{$auth3}{${ACCOUNT.password}}}}}
  server_set_id = $auth2
  server_advertise_condition = \${if ${isOn(listeners, ({ mechanism }) => mechanism === 'PLAIN')}}
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = \${if and{{eq{$auth1}{${ACCOUNT.name}}}{eq{$auth2}{${ACCOUNT.password}}}}}
  server_set_id = $auth1
  server_advertise_condition = \${if ${isOn(listeners, ({ mechanism }) => mechanism === 'LOGIN')}}
cram:
  driver = cram_md5
  public_name = CRAM-MD5
  server_secret = \${if eq{$auth1}{${ACCOUNT.name}}{${ACCOUNT.password}}fail}
  server_set_id = $auth1
  server_advertise_condition = \${if ${isOn(listeners, ({ mechanism }) => mechanism === 'CRAM-MD5')}}
external:
  driver = external
  public_name = EXTERNAL
  server_param2 = \${certextract{subject,CN}{$tls_in_peercert}}
  server_condition = \${if and{{eq{$auth2}{${nameIn(client)}}}{or{{eq{$auth1}{}}{eq{$auth1}{$auth2}}}}}}
  server_set_id = $auth2
  server_advertise_condition = \${if and{{bool{$tls_in_certificate_verified}}{${isOn(listeners, ({ mechanism }) => mechanism === 'EXTERNAL')}}}}
`.replaceAll('GREYLISTED', '/var/greylist/${md5:$sender_address $local_part@$domain}');
}

/** Whom a certificate is for. */
function nameIn({ cert }: TestCertificate): string {
  return new X509Certificate(cert).subject.replace('CN=', '');
}

type Chosen = (listener: Listener) => boolean;

/** A condition in Exim's language: the session came in by one of these. */
function isOn(listeners: readonly PlacedListener[], chosen: Chosen): string {
  return `inlist{$received_port}{0 : ${portsOf(listeners, chosen)}}`;
}

function portsOf(listeners: readonly PlacedListener[], chosen: Chosen): string {
  return listeners
    .filter(chosen)
    .map(({ port }) => port)
    .join(' : ');
}

/** The name of the certificate, in Exim's language. */
function certificateOn(listeners: readonly PlacedListener[]): string {
  const on = (name: string): string => isOn(listeners, (listener) => certificateOf(listener) === name);
  return `\${if ${on('expired')}{expired}{\${if ${on('wrong-name')}{wrong-name}{good}}}}`;
}
