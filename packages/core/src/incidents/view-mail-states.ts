import { z } from 'zod';
import { mayDo, type Actor } from '../access/actor.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { listDeliveries } from '../delivery/list-deliveries.ts';
import type { MaintenanceMode, MaintenanceStore } from '../delivery/maintenance.ts';
import type { Backlog, GatheringMails, OutboxStore } from '../delivery/outbox-store.ts';
import { viewBacklog } from '../delivery/view-backlog.ts';
import { viewGathering } from '../delivery/view-gathering.ts';
import type { Clock } from '../kernel/clock.ts';
import { HOST, organizationLevel, type Level } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { listOrganizations } from '../organizations/list-organizations.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { Organization } from '../organizations/organization.ts';
import type { UnusableReason } from '../settings/effective-settings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { ShownRevision } from '../settings/shown-revision.ts';
import { viewSettings } from '../settings/view-settings.ts';
import type { ConnectionState } from './connection-state.ts';
import type { IncidentStore } from './incident-store.ts';
import type { Incident } from './incident.ts';
import { listIncidents } from './list-incidents.ts';
import { showConnection } from './show-connection.ts';

const statesSchema = z.strictObject({
  /** Short name behind which the page begins; null: the first page, which the host leads. */
  after: z.string().nullable().default(null),
  /** Organizations a page. */
  limit: z.int().min(1).max(50).default(10),
});

/** Input of {@link viewMailStates}. */
export type ViewMailStatesInput = z.input<typeof statesSchema>;

/** How the mail of one level is. */
export interface MailState {
  /** Null: the host. */
  readonly organization: Organization | null;
  /** Why its mail cannot be sent; empty when it can. */
  readonly gaps: readonly UnusableReason[];
  /** The level's own active revision; null when it never had one. */
  readonly active: ShownRevision | null;
  readonly draft: ShownRevision | null;
  /** What was refused for good, newest first, a few. */
  readonly failures: readonly Delivery[];
  readonly connection: ConnectionState;
  readonly gathering: GatheringMails;
  /** Those that are open, newest first, a few. */
  readonly incidents: readonly Incident[];
}

/** How the mail is of all levels that a person may see, a page at a time. */
export interface MailStates {
  readonly maintenance: MaintenanceMode;
  /** What waits in all levels; null for those who may not see all levels. */
  readonly backlog: Backlog | null;
  readonly levels: readonly MailState[];
  /** How many organizations there are on all pages. */
  readonly organizations: number;
  /** `after` of the next page; null: this is the last. */
  readonly next: string | null;
}

/** Failures that are told of each level. */
const FAILURES = 3;
/** And open incidents. */
const INCIDENTS = 3;

interface StatesDeps {
  readonly storage: {
    readonly organizations: Pick<OrganizationStore, 'list'>;
    readonly settings: SettingsStore;
    readonly outbox: Pick<OutboxStore, 'list' | 'backlog' | 'gathering'>;
    readonly maintenance: Pick<MaintenanceStore, 'mode'>;
    readonly incidents: Pick<IncidentStore, 'list'>;
  };
  readonly clock: Clock;
}

/** Shows how mail is, level by level: those that the actor may see, which may be none. */
export async function viewMailStates(
  deps: StatesDeps,
  actor: Actor,
  input: ViewMailStatesInput,
): Promise<MailStates> {
  const { after, limit } = parseInput(statesSchema, input, 'The request for the state of mail');
  const all = await listOrganizations(deps, actor);
  const rest = after === null ? all : all.filter(({ slug }) => slug > after);
  const page = rest.slice(0, limit);
  const everything = mayDo(actor, 'read', HOST);
  const [maintenance, waiting] = await Promise.all([
    deps.storage.maintenance.mode(),
    everything ? viewBacklog(deps, actor) : null,
  ]);
  const shown = [...(everything && after === null ? [null] : []), ...page];
  return {
    maintenance,
    backlog: waiting === null ? null : backlogOf(waiting),
    levels: await Promise.all(shown.map((organization) => stateOf(deps, actor, organization))),
    organizations: all.length,
    next: rest.length > page.length ? (page.at(-1)?.slug ?? null) : null,
  };
}

function backlogOf({ queued, gathering, sending, deferred, unknown, oldestDue }: Backlog): Backlog {
  return { queued, gathering, sending, deferred, unknown, oldestDue };
}

async function stateOf(
  deps: StatesDeps,
  actor: Actor,
  organization: Organization | null,
): Promise<MailState> {
  const level: Level = organization === null ? HOST : organizationLevel(organization.id);
  const [{ effective, active, draft }, failed, connection, gathering, incidents] = await Promise.all([
    viewSettings(deps, actor, { level }),
    listDeliveries(deps, actor, { level, state: 'failed', limit: FAILURES }),
    showConnection(deps, actor, { level }),
    viewGathering(deps, actor, { level }),
    listIncidents(deps, actor, { level, limit: INCIDENTS }),
  ]);
  return {
    organization,
    gaps: effective.gaps,
    active,
    draft: draft?.revision ?? null,
    failures: failed.items,
    connection,
    gathering,
    incidents: incidents.items,
  };
}
