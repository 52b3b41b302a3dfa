import type { Language } from '../kernel/language.ts';
import type { SecretKey } from '../settings/mail-settings.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { LinkFor } from './find-open-link.ts';
import type { LinkDeps } from './link-deps.ts';

/** What the page of an open link shows. */
export type ShownLink =
  | {
      readonly kind: 'secret';
      readonly language: Language;
      /** The organization's name; null: the host. */
      readonly levelName: string | null;
      readonly key: SecretKey;
      /** Host name of the server that the secret will be bound to, as the settings name it. */
      readonly server: string | null;
      readonly username: string | null;
      /** The settings were changed since the link was made, so it cannot be used any more. */
      readonly outdated: boolean;
    }
  | { readonly kind: 'arrival'; readonly language: Language; readonly levelName: string | null };

/** Gathers what the page of an open link shows; nothing of it is secret. */
export async function shownLink(
  { storage }: { readonly storage: Pick<LinkDeps['storage'], 'settings' | 'organizations'> },
  { level, language, purpose }: LinkFor<'secret'> | LinkFor<'arrival'>,
): Promise<ShownLink> {
  const organization =
    level.kind === 'host' ? null : await storage.organizations.findById(level.organizationId);
  const levelName = organization?.name ?? null;
  if (purpose.kind === 'arrival') return { kind: 'arrival', language, levelName };
  const { own } = await loadSettings(storage.settings, level);
  const values = (own.draft ?? own.active)?.layer.values;
  return {
    kind: 'secret',
    language,
    levelName,
    key: purpose.key,
    server: values?.smtpHost ?? null,
    username: values?.smtpUsername ?? null,
    outdated: own.head !== purpose.expectedHead,
  };
}
