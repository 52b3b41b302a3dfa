import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import type { OrganizationDeps } from './organization-deps.ts';
import { newOrganizationSchema, type NewOrganization, type Organization } from './organization.ts';

/**
 * Adds an organization. Only system administrators may.
 * @throws AppError `not-allowed`; `input-invalid`; `conflict` when its short name is taken.
 */
export async function addOrganization(
  deps: OrganizationDeps,
  actor: Actor,
  input: NewOrganization,
): Promise<Organization> {
  const parts = parseInput(newOrganizationSchema, input, 'The organization');
  authorize(actor, 'administer-system', HOST);
  const organization: Organization = {
    id: deps.newId(),
    ...parts,
    limitPerMinute: null,
    createdAt: deps.clock.now(),
  };
  const changes = (['slug', 'name', 'language', 'timeZone'] as const).map((field) => ({
    field,
    before: null,
    after: organization[field],
  }));
  const level = organizationLevel(organization.id);
  const audit = newAuditEntry({ actor, action: 'organization.added', level, subject: null, changes }, deps);
  const outcome = await deps.storage.organizations.add(organization, audit);
  switch (outcome) {
    case 'added':
      return organization;
    case 'slug-taken':
      throw new AppError(
        'conflict',
        `There is an organization "${organization.slug}" already. Choose another short name.`,
      );
    default:
      return outcome satisfies never;
  }
}
