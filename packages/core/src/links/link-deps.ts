import type { Actor, Roles } from '../access/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Sealer } from '../kernel/sealer.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { LinkStore } from './link-store.ts';

/** A person in Slack. */
export type SlackActor = Extract<Actor, { readonly kind: 'slack' }>;

/** What the use cases of links need; each takes what it uses. */
export interface LinkDeps {
  readonly storage: {
    readonly links: LinkStore;
    readonly settings: SettingsStore;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
  };
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly newId: NewId;
  /** So many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** What a person may do now: rights may be taken away while a link is open. */
  readonly rolesNow: (actor: SlackActor) => Promise<Roles>;
}
