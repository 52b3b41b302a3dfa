import {
  addOrganization,
  addRule,
  addSource,
  changePolicy,
  changeSettings,
  HOST,
  organizationLevel,
  setMaintenance,
  setSourceLimit,
  silentLogger,
  systemClock,
  updateOrganization,
  type Actor,
} from '@postern/core';
import { createAesGcmSealer, newUuidV7, openKeys, randomBytes } from '@postern/core/adapters/crypto';
import { openStorage } from '@postern/core/adapters/storage';

/** A database to be measured on. */
export interface Furnishing {
  readonly databaseUrl: string;
  readonly keyFile: string;
  readonly smtpPort: number;
  /** The authority (PEM) that the server's certificate is from: STARTTLS then, with the certificate checked. None: no TLS. */
  readonly authority?: string | undefined;
  /** Whether maintenance holds all mail. */
  readonly holdMail: boolean;
  /** Whether its rule tells storms, of ten mails in a minute; each event has its own mail otherwise. */
  readonly foldStorms?: boolean;
  /** Rules besides the one that wants the load: each is about another process. None unless told otherwise. */
  readonly otherRules?: number;
  /** The port of a second organization's own server; none unless told otherwise. */
  readonly neighbourSmtpPort?: number | undefined;
}

/** Where webhooks are posted, and what signs them. */
export interface FurnishedSource {
  readonly path: string;
  readonly secret: string;
}

/** What was set up. */
export interface Furnished extends FurnishedSource {
  /** The second organization's source. */
  readonly neighbour: FurnishedSource | null;
}

const ACTOR: Actor = { kind: 'system', name: 'bench' };

/** Sets up one organization, two if asked, each with a UiPath source and a rule with one recipient. */
export async function furnish(parts: Furnishing): Promise<Furnished> {
  const clock = systemClock;
  const storage = await openStorage(parts.databaseUrl, { clock, logger: silentLogger });
  try {
    const keys = await openKeys({ kind: 'file', path: parts.keyFile }, { storage, logger: silentLogger });
    const deps = { storage, clock, newId: newUuidV7, sealer: createAesGcmSealer(keys), random: randomBytes };
    await changeSettings(deps, ACTOR, {
      level: HOST,
      set: {
        ...connectionTo(parts.smtpPort),
        ...(parts.authority === undefined ? {} : { secureConnection: true, caCertificate: parts.authority }),
        defaultFromAddress: 'robots@platform.example',
        defaultFromDisplayName: 'Platform notifications',
      },
    });
    const storm = parts.foldStorms === true ? { most: 10, within: 60_000 } : null;
    const own = await addTenant(deps, { slug: 'acme', name: 'Acme SA', storm });
    for (let number = 0; number < (parts.otherRules ?? 0); number += 1) {
      await addRule(deps, ACTOR, {
        level: own.level,
        name: `Process ${String(number)}`,
        matchers: { types: ['job.faulted'], processes: [`Other_${String(number)}`] },
        recipients: [{ address: `owner${String(number)}@acme.example` }],
      });
    }
    const neighbour = await addNeighbour(deps, parts.neighbourSmtpPort);
    if (parts.holdMail) await setMaintenance(deps, ACTOR, { mode: 'suspended' });
    return { ...own.source, neighbour };
  } finally {
    await storage.close();
  }
}

type Deps = Parameters<typeof changeSettings>[0] &
  Parameters<typeof addOrganization>[0] &
  Parameters<typeof addSource>[0] &
  Parameters<typeof addRule>[0];

interface Tenant {
  readonly slug: string;
  readonly name: string;
  readonly storm: { readonly most: number; readonly within: number } | null;
}

function connectionTo(smtpPort: number) {
  return {
    smtpHost: '127.0.0.1',
    smtpPort,
    secureConnection: false,
    useDefaultCredentials: true,
    maxConnections: 10,
  };
}

async function addTenant(deps: Deps, { storm, ...organization }: Tenant) {
  const { id } = await addOrganization(deps, ACTOR, organization);
  const level = organizationLevel(id);
  await addRule(deps, ACTOR, {
    level,
    matchers: { types: ['job.faulted'] },
    recipients: [{ address: `ops@${organization.slug}.example` }],
    // Without storms, what is measured is a mail for each event.
    pace: { storm },
  });
  const { source, path, secret } = await addSource(deps, ACTOR, { level, kind: 'uipath', name: 'prod' });
  // What is measured is what can be borne, not what is allowed.
  await setSourceLimit(deps, ACTOR, { sourceId: source.id, limitPerMinute: 0 });
  await updateOrganization(deps, ACTOR, { slug: organization.slug, limitPerMinute: 0 });
  return { level, source: { path, secret: secret.expose() } };
}

async function addNeighbour(deps: Deps, smtpPort: number | undefined): Promise<FurnishedSource | null> {
  if (smtpPort === undefined) return null;
  // An organization's server is on the public internet unless the host says otherwise.
  await changePolicy(deps, ACTOR, { privateNetworks: ['127.0.0.0/8'] });
  const { level, source } = await addTenant(deps, { slug: 'noisy', name: 'Noisy GmbH', storm: null });
  await changeSettings(deps, ACTOR, { level, set: connectionTo(smtpPort) });
  return source;
}
