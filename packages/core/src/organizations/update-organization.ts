import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { findOrganization } from './find-organization.ts';
import type { OrganizationDeps } from './organization-deps.ts';
import { organizationFields, type Organization } from './organization.ts';

const FIELDS = ['name', 'language', 'timeZone', 'limitPerMinute'] as const;

const changeSchema = z.strictObject({
  /** Which one. */
  slug: z.string(),
  name: organizationFields.name.optional(),
  language: organizationFields.language.optional(),
  timeZone: organizationFields.timeZone.optional(),
  /** Only system administrators change it: it shields the others on the host. */
  limitPerMinute: organizationFields.limitPerMinute.optional(),
});

/** Input of {@link updateOrganization}: what is left out stays. */
export type OrganizationChange = z.input<typeof changeSchema>;

/**
 * Changes an organization's name, language, time zone or limit; its short name is for ever.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`.
 */
export async function updateOrganization(
  deps: OrganizationDeps,
  actor: Actor,
  input: OrganizationChange,
): Promise<{ readonly outcome: 'updated' | 'unchanged'; readonly organization: Organization }> {
  const { slug, ...wanted } = parseInput(changeSchema, input, 'The change of the organization');
  const before = await findOrganization(deps, actor, slug);
  const level = organizationLevel(before.id);
  authorize(actor, 'change', level);
  if (wanted.limitPerMinute !== undefined) authorize(actor, 'administer-system', HOST);
  const after: Organization = {
    ...before,
    name: wanted.name ?? before.name,
    language: wanted.language ?? before.language,
    timeZone: wanted.timeZone ?? before.timeZone,
    limitPerMinute: wanted.limitPerMinute === undefined ? before.limitPerMinute : wanted.limitPerMinute,
  };
  const changes = FIELDS.filter((field) => after[field] !== before[field]).map((field) => ({
    field,
    before: before[field],
    after: after[field],
  }));
  if (changes.length === 0) return { outcome: 'unchanged', organization: before };
  const audit = newAuditEntry({ actor, action: 'organization.changed', level, subject: null, changes }, deps);
  const outcome = await deps.storage.organizations.update(after, audit);
  switch (outcome) {
    case 'updated':
      return { outcome, organization: after };
    case 'not-found':
      throw new AppError('not-found', `There is no organization "${slug}" any more.`);
    default:
      return outcome satisfies never;
  }
}
