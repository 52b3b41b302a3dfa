import type { Level } from '../kernel/level.ts';

/** Who acts, and through which door. Recorded in every audit entry. */
export type Actor =
  /** A person with a shell on the machine. `name` is the operating system's user. */
  | { readonly kind: 'command-line'; readonly name: string }
  /** A person in Slack; rights come from `roles`. */
  | {
      readonly kind: 'slack';
      readonly teamId: string;
      readonly userId: string;
      readonly channelId: string | null;
      readonly roles: Roles;
    }
  /** Postern itself: the dispatcher, a schedule. `name` says which part. */
  | { readonly kind: 'system'; readonly name: string };

/** What a person may administer. */
export interface Roles {
  /** May do everything, at the host and in every organization. */
  readonly systemAdministrator: boolean;
  /** Organizations that the person administers, by id. */
  readonly organizationIds: readonly string[];
}

/** What can be done, as far as rights tell it apart. */
export type Action =
  | 'read'
  | 'change'
  /** Locks, floors, keys, organizations, references to the machine's environment and files. */
  | 'administer-system';

/** Whether the actor may do it at that level. The command line's rights are the machine's: who has a shell there has the key file too. */
export function mayDo(actor: Actor, action: Action, level: Level): boolean {
  switch (actor.kind) {
    case 'command-line':
    case 'system':
      return true;
    case 'slack':
      if (actor.roles.systemAdministrator) return true;
      if (action === 'administer-system' || level.kind === 'host') return false;
      return actor.roles.organizationIds.includes(level.organizationId);
    default:
      return actor satisfies never;
  }
}

/** The actor as one short text for lists and logs, such as `command-line:root` or `slack:T1/U2`. */
export function actorLabel(actor: Actor): string {
  switch (actor.kind) {
    case 'command-line':
    case 'system':
      return `${actor.kind}:${actor.name}`;
    case 'slack':
      return `slack:${actor.teamId}/${actor.userId}`;
    default:
      return actor satisfies never;
  }
}
