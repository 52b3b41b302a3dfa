import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { mailAddressSchema, mailboxKey } from '../kernel/mail-address.ts';
import { parseInput } from '../kernel/parse.ts';
import { findRecipientList } from './find-recipient-list.ts';
import { listChanges } from './list-changes.ts';
import type { ListDeps } from './list-deps.ts';
import { listNameSchema, membersSchema } from './list-schema.ts';
import type { RecipientList } from './recipient-list.ts';

const list = { level: levelSchema, name: listNameSchema };
const addSchema = z.strictObject({ ...list, members: membersSchema });
const removeSchema = z.strictObject({ ...list, addresses: z.array(mailAddressSchema).min(1).max(100) });

/** Input of {@link addListMembers}. */
export type NewListMembers = z.input<typeof addSchema>;

/** Input of {@link removeListMembers}. */
export type GoneListMembers = z.input<typeof removeSchema>;

/** A list and what the change came to. */
export interface ChangedList {
  readonly outcome: 'updated' | 'unchanged';
  readonly list: RecipientList;
}

/**
 * Puts people on a list, for events from now on. Who is on it already stays, with the language and zone given now.
 * @throws AppError `input-invalid`, also when the list is full; `not-found`; `not-allowed`; `conflict`.
 */
export async function addListMembers(
  deps: ListDeps,
  actor: Actor,
  input: NewListMembers,
): Promise<ChangedList> {
  const { members, ...which } = parseInput(addSchema, input, 'The members');
  const before = await findRecipientList(deps, actor, which);
  const given = new Map(members.map((member) => [mailboxKey(member.address), member]));
  const kept = before.members.map((member) => {
    const key = mailboxKey(member.address);
    const again = given.get(key);
    given.delete(key);
    return again === undefined ? member : { ...again, address: member.address };
  });
  const after = parseInput(membersSchema, [...kept, ...given.values()], 'The members');
  return save(deps, actor, { before, after: { ...before, members: after } });
}

/**
 * Takes people off a list, for events from now on; who is not on it is no matter. Mail that waits already still goes out.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`; `refused` when nobody would be left; `conflict`.
 */
export async function removeListMembers(
  deps: ListDeps,
  actor: Actor,
  input: GoneListMembers,
): Promise<ChangedList> {
  const { addresses, ...which } = parseInput(removeSchema, input, 'The members');
  const before = await findRecipientList(deps, actor, which);
  const gone = new Set(addresses.map(mailboxKey));
  const members = before.members.filter(({ address }) => !gone.has(mailboxKey(address)));
  if (members.length === 0)
    throw new AppError(
      'refused',
      'Nobody would be left on this list: add somebody else first, or remove the list.',
    );
  return save(deps, actor, { before, after: { ...before, members } });
}

async function save(
  deps: ListDeps,
  actor: Actor,
  { before, after }: { readonly before: RecipientList; readonly after: RecipientList },
): Promise<ChangedList> {
  const { id, level, name } = before;
  authorize(actor, 'change', level);
  const changes = listChanges(before, after);
  if (changes.length === 0) return { outcome: 'unchanged', list: before };
  const audit = newAuditEntry({ actor, action: 'list.changed', level, subject: id, changes }, deps);
  const outcome = await deps.storage.lists.update({ before, after }, audit);
  switch (outcome) {
    case 'updated':
      return { outcome, list: after };
    case 'not-found':
      throw new AppError('not-found', `The list "${name}" was removed meanwhile.`);
    case 'conflict':
      throw new AppError(
        'conflict',
        `Someone else changed the list "${name}" meanwhile. Nothing was changed. Look at it, then make your change again.`,
      );
    default:
      return outcome satisfies never;
  }
}
