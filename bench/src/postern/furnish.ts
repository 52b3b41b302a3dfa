import {
  addOrganization,
  addRule,
  addSource,
  changeSettings,
  HOST,
  organizationLevel,
  setMaintenance,
  silentLogger,
  systemClock,
  type Actor,
} from '@postern/core';
import { createAesGcmSealer, newUuidV7, openKeys, randomBytes } from '@postern/core/adapters/crypto';
import { openStorage } from '@postern/core/adapters/storage';

/** A database to be measured on. */
export interface Furnishing {
  readonly databaseUrl: string;
  readonly keyFile: string;
  readonly smtpPort: number;
  /** Whether maintenance holds all mail. */
  readonly holdMail: boolean;
}

const ACTOR: Actor = { kind: 'system', name: 'bench' };

/** Sets up one organization with a UiPath source and a rule with one recipient; gives where to post and the secret. */
export async function furnish(
  parts: Furnishing,
): Promise<{ readonly path: string; readonly secret: string }> {
  const clock = systemClock;
  const storage = await openStorage(parts.databaseUrl, { clock, logger: silentLogger });
  try {
    const keys = await openKeys({ kind: 'file', path: parts.keyFile }, { storage, logger: silentLogger });
    const deps = { storage, clock, newId: newUuidV7, sealer: createAesGcmSealer(keys), random: randomBytes };
    await changeSettings(deps, ACTOR, {
      level: HOST,
      set: {
        smtpHost: '127.0.0.1',
        smtpPort: parts.smtpPort,
        secureConnection: false,
        useDefaultCredentials: true,
        defaultFromAddress: 'robots@platform.example',
        defaultFromDisplayName: 'Platform notifications',
        maxConnections: 10,
      },
    });
    const { id } = await addOrganization(deps, ACTOR, { slug: 'acme', name: 'Acme SA' });
    const level = organizationLevel(id);
    await addRule(deps, ACTOR, {
      level,
      matchers: { types: ['job.faulted'] },
      recipients: [{ address: 'ops@acme.example' }],
    });
    const { path, secret } = await addSource(deps, ACTOR, { level, kind: 'uipath', name: 'prod' });
    if (parts.holdMail) await setMaintenance(deps, ACTOR, { mode: 'suspended' });
    return { path, secret: secret.expose() };
  } finally {
    await storage.close();
  }
}
