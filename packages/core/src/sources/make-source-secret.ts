import type { Secret } from '../kernel/secret.ts';
import { sourceKind } from './kinds/registry.ts';
import type { SourceDeps } from './source-deps.ts';
import { sourceSecretPlace, type SourceKind, type SourceSecret } from './source.ts';

/** For whom a secret is made. */
export interface SecretRequest {
  readonly sourceId: string;
  readonly kind: SourceKind;
  /** One that the sender dictates; absent: a new one. */
  readonly given: Secret | undefined;
}

/**
 * A secret in the form of its kind, clear for the person who asked and sealed for storage.
 * @throws AppError `input-invalid` when the given one has not the kind's form.
 */
export function makeSourceSecret(
  deps: Pick<SourceDeps, 'clock' | 'newId' | 'sealer' | 'random'>,
  { sourceId, kind, given }: SecretRequest,
): { readonly clear: Secret; readonly stored: SourceSecret } {
  const definition = sourceKind(kind);
  const clear = given === undefined ? definition.newSecret(deps.random) : definition.acceptSecret(given);
  const id = deps.newId();
  const sealed = deps.sealer.seal(clear, sourceSecretPlace(sourceId, id));
  return { clear, stored: { id, sealed, createdAt: deps.clock.now(), lastUsedAt: null } };
}
