import { dkimPlace } from '../dkim/dkim-key.ts';
import type { DkimStore } from '../dkim/dkim-store.ts';
import type { InstallationStore } from '../installations/installation-store.ts';
import { installationPlace } from '../installations/installation.ts';
import type { Sealed, Sealer } from '../kernel/sealer.ts';
import { resealLayer } from '../settings/reseal-layer.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SourceStore } from '../sources/source-store.ts';
import { tokenPlace, type AccessTokenStore } from '../smtp/access-token-store.ts';
import { sourceSecretPlace } from '../sources/source.ts';

/** Something that holds secrets sealed under other keys than the active one. */
export interface OutdatedSeal {
  readonly id: string;
  /** The keys that it needs to open. */
  readonly keyIds: readonly string[];
  /**
   * Seals it anew; false when somebody changed it meanwhile, and nothing was written.
   * @throws AppError `key-missing`, `seal-broken`.
   */
  reseal(): Promise<boolean>;
}

/** Where to look, and what to seal with. */
export interface OutdatedSealsDeps {
  readonly storage: {
    readonly settings: SettingsStore;
    readonly sources: SourceStore;
    readonly installations: InstallationStore;
    readonly accessTokens: AccessTokenStore;
    readonly dkim: DkimStore;
  };
  readonly sealer: Sealer;
  /** See `resealLayer`. */
  readonly resealed: Map<string, Sealed>;
}

/** All revisions (up to a limit), and all secrets of sources, tokens of workspaces, kept access tokens and DKIM keys that are not wholly under the active key. */
export async function outdatedSeals(
  deps: OutdatedSealsDeps,
  limit: number,
): Promise<readonly OutdatedSeal[]> {
  const found = await Promise.all([
    revisionSeals(deps, limit),
    sourceSeals(deps),
    installationSeals(deps),
    tokenSeals(deps),
    dkimSeals(deps),
  ]);
  return found.flat();
}

async function revisionSeals(
  { storage, sealer, resealed }: OutdatedSealsDeps,
  limit: number,
): Promise<readonly OutdatedSeal[]> {
  const revisions = await storage.settings.sealedWithOtherKey(sealer.activeKeyId, limit);
  return revisions.map(({ id, level, layer }) => ({
    id,
    keyIds: Object.values(layer.secrets).flatMap((secret) =>
      secret.kind === 'sealed' ? [secret.keyId] : [],
    ),
    reseal: async () => storage.settings.reseal(id, layer, resealLayer(layer, { level, sealer, resealed })),
  }));
}

async function sourceSeals({ storage, sealer }: OutdatedSealsDeps): Promise<readonly OutdatedSeal[]> {
  const sources = await storage.sources.list();
  return sources.flatMap((source) =>
    source.secrets
      .filter(({ sealed }) => sealed.keyId !== sealer.activeKeyId)
      .map((secret) => {
        const place = sourceSecretPlace(source.id, secret.id);
        const fresh = (): Sealed => sealer.seal(sealer.open(secret.sealed, place), place);
        return {
          id: place,
          keyIds: [secret.sealed.keyId],
          reseal: async () => storage.sources.resealSecret(source.id, secret, { ...secret, sealed: fresh() }),
        };
      }),
  );
}

async function installationSeals({ storage, sealer }: OutdatedSealsDeps): Promise<readonly OutdatedSeal[]> {
  const installations = await storage.installations.list();
  return installations
    .filter(({ sealed }) => sealed.keyId !== sealer.activeKeyId)
    .map(({ teamId, sealed }) => {
      const place = installationPlace(teamId);
      return {
        id: place,
        keyIds: [sealed.keyId],
        reseal: async () =>
          storage.installations.reseal(teamId, sealed, sealer.seal(sealer.open(sealed, place), place)),
      };
    });
}

async function tokenSeals({ storage, sealer }: OutdatedSealsDeps): Promise<readonly OutdatedSeal[]> {
  const tokens = await storage.accessTokens.list();
  return tokens
    .filter(({ sealed }) => sealed.keyId !== sealer.activeKeyId)
    .map(({ id, sealed }) => {
      const place = tokenPlace(id);
      return {
        id: place,
        keyIds: [sealed.keyId],
        reseal: async () =>
          storage.accessTokens.reseal(id, sealed, sealer.seal(sealer.open(sealed, place), place)),
      };
    });
}

async function dkimSeals({ storage, sealer }: OutdatedSealsDeps): Promise<readonly OutdatedSeal[]> {
  const keys = await storage.dkim.list();
  return keys
    .filter(({ sealed }) => sealed.keyId !== sealer.activeKeyId)
    .map((key) => {
      const place = dkimPlace(key);
      return {
        id: place,
        keyIds: [key.sealed.keyId],
        reseal: async () =>
          storage.dkim.reseal(key, key.sealed, sealer.seal(sealer.open(key.sealed, place), place)),
      };
    });
}
