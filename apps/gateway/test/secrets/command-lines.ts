import { join } from 'node:path';
import type { Around } from '../cli/cli-house.ts';
import { WAYS_TO_SIGN_IN, type HuntedWorld } from './hunted-world.ts';

/** What is typed after a command's name, and what it finds around it. */
type Line = readonly [words: readonly string[], around?: Around];

/** Ids of what the world holds. */
export interface Known {
  readonly source: string;
  readonly secretId: string;
  readonly rule: string;
  readonly event: string;
  readonly delivery: string;
  readonly quarantined: readonly string[];
}

/** What a person types, rightly and wrongly, by the command's name. */
export function commandLines(world: HuntedWorld, known: Known): Readonly<Record<string, readonly Line[]>> {
  const { folder, secrets, databasePath, smtpPort } = world;
  const { settings } = secrets;
  const at = (name: string): string => join(folder, name);
  const each = (words: readonly string[]): readonly Line[] =>
    ['--host', ...WAYS_TO_SIGN_IN].map((way) => [
      way === '--host' ? [...words, way] : [...words, '--org', way],
    ]);
  const unreachable = { environment: { POSTERN_DATABASE_URL: secrets.databaseUrl } };
  const acme = ['--org', 'acme'];
  return {
    'settings view': each([]),
    'settings set': [
      // What people get wrong: the secret where everybody sees it, without its sign, in the wrong field.
      [['--host', `smtp-password=${settings.smtpPassword}`]],
      [['--host', 'smtp-password', settings.smtpPassword]],
      [['--host', settings.smtpPassword]],
      [['--host', `smtp-passwort=${settings.smtpPassword}`]],
      [['--host', `smtp-password=@${settings.smtpPassword}`]],
      [['--host', '--secret-stdin', settings.smtpPassword], { input: settings.smtpPassword }],
      [['--host', '--secret-stdin', 'client-key'], { input: settings.oauthServiceAccountKey }],
      [['--host', '--secret-stdin', 'client-key'], { input: `${settings.clientKey.slice(0, 900)}!` }],
      [['--host', '--secret-stdin', 'oauth-service-account-key'], { input: settings.smtpPassword }],
      [
        ['--host', '--secret-stdin', 'oauth-service-account-key'],
        { input: settings.oauthServiceAccountKey.replace('-----BEGIN', '-----BEGUN') },
      ],
      [['--host', `ca-certificate=@${at('client-key.pem')}`]],
      [[...acme, 'smtp-password=-'], { typed: settings.smtpPassword }],
      [[...acme, 'smtp-host=localhost', '--password-stdin'], { input: settings.smtpPassword }],
      [[...acme, `smtp-host=127.0.0.1`, '--password-stdin'], { input: settings.smtpPassword }],
    ],
    'settings unset': [[[...acme, 'reply-to']], [[...acme, settings.smtpPassword]]],
    'settings test': [
      ...each([]),
      ...each(['--to', 'ops@acme.example']),
      [['--active', '--domain', ...acme]],
      [['--host'], { environment: { HUNTED_PASSWORD: '' } }],
    ],
    'settings domain-check': [[[...acme]], [[...acme, 'nobody.invalid']]],
    'settings import': [
      [[at('alertmanager.yml'), ...acme]],
      [[at('alertmanager.yml'), ...acme, '--dry-run']],
      [[at('broken.yml'), ...acme]],
      [[at('alias.yml'), ...acme]],
      [[at('anchor.yml'), ...acme]],
      [[at('grafana.ini'), ...acme]],
      [[at('uipath.json'), ...acme]],
      [[at('broken.json'), ...acme]],
      [['-', ...acme], { input: secrets.imported }],
    ],
    'settings history': [[acme], [['--host']]],
    'settings rollback': [[['1', ...acme]], [['99', ...acme]]],
    'settings activate': [[acme], [[...acme, '--anyway']]],
    'settings lock': [[['smtp-password']], [[settings.smtpPassword]]],
    'settings unlock': [[['smtp-password']]],
    'settings policy': [[[]], [['--allowed-ports', `587,${String(smtpPort)}`]], [['--allowed-ports', '']]],
    'settings fields': [[[]]],
    'settings reset': [[['--org', 'by-key']], [['--host']]],
    'dkim add': [
      [['acme.example', '--org', 'by-key', '--key-file', at('dkim.pem')]],
      [['other.example', '--org', 'by-key', '--key-file', at('client.pem')]],
      [['other.example', '--org', 'by-key', '--key-file', at('service.json')]],
    ],
    'dkim list': [[acme]],
    'dkim record': [[['acme.example', ...acme]], [['nothing.example', ...acme]]],
    'dkim check': [[['acme.example', ...acme]]],
    'dkim enable': [[['acme.example', ...acme]], [['acme.example', ...acme, '--anyway']]],
    'dkim disable': [[['acme.example', ...acme]]],
    'dkim remove': [[['acme.example', '--org', 'by-key']]],
    'orgs add': [[['umbrella']], [['acme']]],
    'orgs set': [[['acme', '--name', 'Acme SA']]],
    'orgs list': [[[]], [[], unreachable]],
    'admins add': [[['T1/U1', ...acme]], [['nobody']]],
    'admins list': [[[]], [acme]],
    'admins remove': [[['T1/U1', ...acme]]],
    'admins claim-code': [[[]]],
    'sources add': [
      [['--kind', 'uipath', '--name', 'x', ...acme, '--secret-stdin'], { input: secrets.sources.uipath }],
      [['--kind', 'uipath', '--name', 'x', ...acme, '--secret-stdin'], { input: secrets.sources.uipath }],
      [['--kind', 'generic', '--name', 'y', ...acme, '--secret-stdin'], { input: settings.smtpPassword }],
      [['--kind', 'standard', '--name', 'z', ...acme, '--secret-stdin'], { input: secrets.sources.generic }],
    ],
    'sources list': [[[]]],
    'sources show': [[[known.source]], [['nothing']]],
    'sources expect': [[[known.source, '1h']], [[known.source, 'never']]],
    'sources set': [[[known.source, '--limit', '600/min']]],
    'sources disable': [[[known.source]]],
    'sources enable': [[[known.source]]],
    'sources rotate-secret': [
      [[known.source, '--secret-stdin'], { input: `${secrets.sources.uipath}2` }],
      [[known.source, '--secret-stdin'], { input: `${secrets.sources.uipath}3` }],
    ],
    'sources remove-secret': [[[known.source, known.secretId]]],
    'rules add': [[['--to', 'ops@acme.example', ...acme]]],
    'rules list': [[[]]],
    'rules show': [[[known.rule]]],
    'rules set': [[[known.rule, '--name', 'all of it']]],
    'rules pause': [[[known.rule]]],
    'rules resume': [[[known.rule]]],
    'silences add': [[['--until', '1h', '--because', 'Migration', ...acme]]],
    'silences list': [[[]]],
    'silences end': [[['nothing']]],
    'events list': [[[]]],
    'events export': [[[]], [['--format', 'jsonl']]],
    'explain event': [[[known.event]]],
    'explain payload': [[['--source', known.source], { input: '{"no' }]],
    'deliveries list': [[[]]],
    'deliveries export': [[[]], [['--format', 'jsonl']]],
    'deliveries show': [[[known.delivery]], [['nothing']]],
    'deliveries events': [[[known.delivery]], [['nothing']]],
    'deliveries replay': [[[known.delivery]], [['nothing']]],
    'quarantine list': [[[]]],
    'quarantine show': known.quarantined.map((id) => [[id]]),
    'quarantine replay': [[[known.quarantined[0] ?? '']]],
    'quarantine dismiss': [[[known.quarantined[1] ?? '']]],
    'rules remove': [[[known.rule]]],
    'incidents list': [[[]], [['--all']]],
    'audit list': [[['--limit', '500']]],
    'audit export': [[[]], [['--format', 'jsonl']]],
    'canary set': [[['--to', 'ops@acme.example', ...acme]], [['--to', settings.smtpPassword, ...acme]]],
    'canary list': [[[]]],
    'canary show': [[acme], [['--org', 'by-client']]],
    'canary send': [[acme], [['--org', 'by-client']]],
    'canary remove': [[acme]],
    'lists add': [[['ops', 'ops@acme.example', ...acme]], [['ops', 'ops@acme.example', ...acme]]],
    'lists list': [[acme]],
    'lists show': [[['ops', ...acme]], [['nothing', ...acme]]],
    'lists add-member': [[['ops', 'dev@acme.example', ...acme]]],
    'lists remove-member': [[['ops', 'dev@acme.example', ...acme]]],
    'lists remove': [[['ops', ...acme]]],
    'keys list': [
      [[]],
      [[], { environment: { POSTERN_KEYS: secrets.keys.slice(0, -3) } }],
      [[], { environment: { POSTERN_KEYS: `${secrets.keys},${secrets.keys}` } }],
      [[], { environment: { POSTERN_KEYS: secrets.keys.slice(3) } }],
      [[], { environment: { POSTERN_KEY_FILE: at('client-key.pem'), POSTERN_KEYS: '' } }],
    ],
    'keys rotate': [[['--reseal-only']]],
    backup: [[[at('backup.db')]], [[at('backup.db')]], [[at('other.db')], unreachable]],
    migrate: [[[]], [['--json'], unreachable]],
    'migrate-store': [
      [['--to', 'env:NEW_URL'], { environment: { NEW_URL: secrets.databaseUrl } }],
      [['--to', secrets.databaseUrl]],
      [['--from', secrets.databaseUrl, '--to', `file:${databasePath}`]],
      [['--to', secrets.databaseUrl.replace('postgres:', 'mysql:')]],
    ],
    maintenance: [[['off']]],
    doctor: [[[]], [[], unreachable], [[], { environment: { POSTERN_LOG_LEVEL: 'loud' } }]],
  };
}
