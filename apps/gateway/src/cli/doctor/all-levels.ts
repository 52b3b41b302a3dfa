import { HOST, listOrganizations, organizationLevel } from '@postern/core';
import type { NamedLevel } from '../command-context.ts';
import type { DoctorContext } from './finding.ts';

/** A level with the option that names it on the command line. */
export interface FlaggedLevel extends NamedLevel {
  /** `--host` or `--org SLUG`. */
  readonly flag: string;
}

/** The host and every organization. */
export async function allLevels({
  services,
  actor,
}: Pick<DoctorContext, 'services' | 'actor'>): Promise<readonly FlaggedLevel[]> {
  const organizations = await listOrganizations(services, actor);
  return [
    { name: 'host', flag: '--host', level: HOST },
    ...organizations.map(({ slug, id }) => ({
      name: slug,
      flag: `--org ${slug}`,
      level: organizationLevel(id),
    })),
  ];
}
