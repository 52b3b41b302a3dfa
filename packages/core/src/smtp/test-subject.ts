import { AppError } from '../kernel/errors.ts';
import type { Level } from '../kernel/level.ts';
import { connectionWorks } from '../settings/connection-works.ts';
import type {
  EffectiveConnection,
  EffectiveSender,
  ResolveInput,
  UnusableReason,
} from '../settings/effective-settings.ts';
import { loadSettings, withRevision } from '../settings/load-settings.ts';
import { EMPTY_LAYER } from '../settings/mail-settings.ts';
import { resolveSettings } from '../settings/resolve-settings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

/** What a test is about. */
export interface TestSubject {
  readonly which: 'draft' | 'active';
  /** The revision that the result belongs to: the draft, or the active one that owns the connection. */
  readonly revision: { readonly level: Level; readonly number: number };
  readonly connection: EffectiveConnection;
  /** Null when the settings name none yet: the connection can be tested all the same. */
  readonly sender: EffectiveSender | null;
  /** What is missing of the sender; empty when there is one. */
  readonly gaps: readonly UnusableReason[];
}

/** The subject, or why there is nothing to try. */
export type FoundSubject =
  | { readonly ok: true; readonly subject: TestSubject }
  | { readonly ok: false; readonly which: 'draft' | 'active'; readonly reasons: readonly UnusableReason[] };

/**
 * Finds what is to be tested at a level: its draft, its active settings, or the draft when there is one.
 * @throws AppError `refused` when the draft is asked for and there is none.
 */
export async function findTestSubject(
  store: SettingsStore,
  level: Level,
  wanted: 'draft' | 'active' | 'newest',
): Promise<FoundSubject> {
  const { own, active } = await loadSettings(store, level);
  const which = wanted === 'newest' ? (own.draft === null ? 'active' : 'draft') : wanted;
  if (which === 'active') return subjectOf(active, { which, draftNumber: null });
  if (own.draft === null)
    throw new AppError('refused', 'There is no draft to test: change the connection first.');
  return subjectOf(withRevision(active, own.draft), { which, draftNumber: own.draft.number });
}

function subjectOf(
  input: ResolveInput,
  { which, draftNumber }: { readonly which: TestSubject['which']; readonly draftNumber: number | null },
): FoundSubject {
  const effective = resolveSettings(input);
  const { usable } = effective;
  const gaps = usable.ok ? [] : usable.reasons;
  const whole = usable.ok ? usable : null;
  const connection = whole?.connection ?? (connectionWorks(effective) ? connectionAlone(input) : null);
  if (connection === null) return { ok: false, which, reasons: gaps };
  const owner = { level: connection.owner, number: connection.revisionNumber };
  const revision = draftNumber === null ? owner : { level: input.level, number: draftNumber };
  return { ok: true, subject: { which, revision, connection, sender: whole?.sender ?? null, gaps } };
}

/** The connection of settings that lack nothing but a sender: what they resolve to once there is one. */
function connectionAlone(input: ResolveInput): EffectiveConnection | null {
  const values = { defaultFromAddress: 'nobody@postern.invalid' };
  const host = input.host ?? { revisionId: '', revisionNumber: 0, layer: EMPTY_LAYER };
  const { usable } = resolveSettings({
    ...input,
    host: { ...host, layer: { ...host.layer, values: { ...host.layer.values, ...values } } },
    policy: { ...input.policy, allowedFromDomains: [] },
  });
  return usable.ok ? usable.connection : null;
}
