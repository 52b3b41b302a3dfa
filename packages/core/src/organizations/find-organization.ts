import { mayDo, type Actor } from '../access/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { organizationLevel } from '../kernel/level.ts';
import { nearestWord } from '../kernel/nearest-word.ts';
import { listOrganizations } from './list-organizations.ts';
import type { OrganizationStore } from './organization-store.ts';
import type { Organization } from './organization.ts';

/** Organizations that are named to somebody who asked for one that is not there. */
const MOST_NAMED = 8;

/**
 * The organization that a person means by its short name, in any case of its letters.
 * @throws AppError `not-found`, with the nearest name that the person may see; also for one that they may not see.
 */
export async function findOrganization(
  deps: { readonly storage: { readonly organizations: Pick<OrganizationStore, 'list' | 'findBySlug'> } },
  actor: Actor,
  slug: string,
): Promise<Organization> {
  const found = await deps.storage.organizations.findBySlug(slug.trim().toLowerCase());
  if (found !== null && mayDo(actor, 'read', organizationLevel(found.id))) return found;
  const slugs = (await listOrganizations(deps, actor)).map((organization) => organization.slug);
  throw new AppError('not-found', `There is no organization "${slug.slice(0, 60)}". ${wayOn(slug, slugs)}`);
}

function wayOn(slug: string, slugs: readonly string[]): string {
  const nearest = nearestWord(slug.trim(), slugs);
  if (nearest !== null) return `Did you mean "${nearest}"?`;
  if (slugs.length === 0) return 'There is none yet: add it first.';
  const named = slugs.slice(0, MOST_NAMED).join(', ');
  return slugs.length > MOST_NAMED ? `Known ones are ${named} …` : `Known ones are: ${named}.`;
}
