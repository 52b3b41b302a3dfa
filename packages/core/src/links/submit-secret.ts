import { mayDo, type Actor } from '../access/actor.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import type { Secret } from '../kernel/secret.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { readSecret, type SecretFault } from '../settings/fields/read-secret.ts';
import { fieldOf, secretFormOf } from '../settings/fields.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { findOpenLink, type LinkFor } from './find-open-link.ts';
import type { LinkDeps } from './link-deps.ts';
import { shownLink, type ShownLink } from './shown-link.ts';

/** What came of a secret that was entered. */
export type SecretSubmission =
  /** The link was used, has expired, or is not for a secret. */
  | { readonly outcome: 'not-open' }
  /** It cannot be a secret; the link stays open. */
  | { readonly outcome: 'invalid'; readonly link: ShownLink; readonly fault: SecretFault }
  /**
   * Nothing was saved: the person may not any more, the settings were changed meanwhile, or a rule that is newer than the
   * link forbids it. The link stays open until it expires, in case that is put right.
   */
  | { readonly outcome: 'not-allowed' | 'conflict' | 'refused'; readonly link: ShownLink }
  /** `drafted`: it waits for a passed test; else it applies already. */
  | { readonly outcome: 'saved'; readonly link: ShownLink; readonly drafted: boolean };

type Deps = Omit<LinkDeps, 'random'>;

/**
 * Saves the secret that was entered on the page of a link, as the person who asked for the link and with the rights that they
 * have now. The link and the settings change in one commit, so that a form sent twice saves once.
 */
export async function submitSecret(
  deps: Deps,
  { token, secret }: { readonly token: Secret; readonly secret: Secret },
): Promise<SecretSubmission> {
  const link = await findOpenLink(deps, token);
  if (link === null || !isForSecret(link)) return { outcome: 'not-open' };
  const shown = await shownLink(deps, link);
  const read = readSecret(secret, secretFormOf(link.purpose.key));
  if (!read.ok) return { outcome: 'invalid', link: shown, fault: read.fault };
  const actor = await withRightsNow(deps, link.actor);
  if (!mayDo(actor, 'change', link.level)) return { outcome: 'not-allowed', link: shown };

  const using = savingByLink(deps, link, actor);
  try {
    const change = await changeSettings({ ...deps, storage: { settings: using.settings } }, actor, {
      level: link.level,
      set: { [link.purpose.key]: read.secret },
      expectedHead: link.purpose.expectedHead,
    });
    // A secret that was just given is never known to be the one there is.
    const drafted = change.outcome === 'saved' && change.drafted;
    return { outcome: 'saved', link: shown, drafted };
  } catch (error) {
    if (using.ended()) return { outcome: 'not-open' };
    const code = error instanceof AppError ? error.code : null;
    if (code === 'conflict' || code === 'refused' || code === 'not-allowed')
      return { outcome: code, link: shown };
    throw error;
  }
}

function isForSecret(link: LinkFor<'secret'> | LinkFor<'arrival'>): link is LinkFor<'secret'> {
  return link.purpose.kind === 'secret';
}

async function withRightsNow({ rolesNow }: Deps, actor: Actor): Promise<Actor> {
  return actor.kind === 'slack' ? { ...actor, roles: await rolesNow(actor) } : actor;
}

/** Settings whose save uses the link up in the same commit; and whether it could not because somebody was faster. */
function savingByLink(
  deps: Deps,
  link: LinkFor<'secret'>,
  actor: Actor,
): { readonly settings: SettingsStore; readonly ended: () => boolean } {
  const { links, settings } = deps.storage;
  let ended = false;
  return {
    settings: {
      ...settings,
      async save(change) {
        const audit = usedEntry(deps, link, actor);
        const use = await links.use({ id: link.id, now: deps.clock.now(), audit, settings: change });
        ended = use === 'not-open';
        return use === 'used' ? 'saved' : 'conflict';
      },
    },
    ended: () => ended,
  };
}

function usedEntry(deps: Deps, { id, level, purpose }: LinkFor<'secret'>, actor: Actor): AuditEntry {
  const changes = [{ field: fieldOf(purpose.key).name, before: null, after: 'entered' }];
  return newAuditEntry({ actor, action: 'link.used', level, subject: id, changes }, deps);
}
