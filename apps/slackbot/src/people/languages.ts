import { HOUR, languageOfLocale, type Clock, type Language, type Logger } from '@postern/core';

/** Somebody of one workspace. */
export interface UserKey {
  readonly teamId: string;
  readonly userId: string;
}

/** Asks Slack for a person's locale, such as `fr-FR`; null when Slack does not say. */
export type FetchLocale = (userId: string) => Promise<string | null>;

/** Which language a person reads. */
export interface Languages {
  /** Never fails: English when the locale is none of ours, or cannot be had. */
  of(person: UserKey, fetchLocale: FetchLocale): Promise<Language>;
}

/** Slack's payloads carry no locale, and people rarely change theirs. */
const KEPT = HOUR;
const MOST_KEPT = 5_000;

/** Remembers each person's language for an hour. What could not be asked is not remembered. */
export function createLanguages(deps: { readonly clock: Clock; readonly logger: Logger }): Languages {
  const known = new Map<string, { readonly language: Language; readonly until: number }>();
  return {
    async of({ teamId, userId }, fetchLocale) {
      const key = `${teamId}/${userId}`;
      const kept = known.get(key);
      if (kept !== undefined && kept.until > deps.clock.now()) return kept.language;
      try {
        const language = languageOfLocale((await fetchLocale(userId)) ?? '') ?? 'en';
        known.delete(key);
        if (known.size >= MOST_KEPT) known.delete(known.keys().next().value ?? '');
        known.set(key, { language, until: deps.clock.now() + KEPT });
        return language;
      } catch (error) {
        deps.logger.warn({ teamId, userId, error }, 'A person’s language could not be asked for');
        return kept?.language ?? 'en';
      }
    },
  };
}
