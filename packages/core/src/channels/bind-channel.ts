import { z } from 'zod';
import { mayDo, type Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { languageSchema } from '../kernel/language.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import type { Level } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { requireLevel } from '../organizations/require-level.ts';
import { isSamePlace, type ChannelBinding } from './channel-binding.ts';
import type { ChannelDeps } from './channel-deps.ts';
import { channelLabel } from './channel-label.ts';

const bindSchema = z.strictObject({
  level: levelSchema,
  teamId: z.string().min(1),
  channelId: z.string().min(1),
  /** Of the person who binds it. */
  language: languageSchema,
});

/** Input of {@link bindChannel}. */
export type BindChannelInput = z.input<typeof bindSchema>;

/** What binding came to. */
export type BoundChannel =
  | {
      readonly outcome: 'bound' | 'unchanged';
      readonly binding: ChannelBinding;
      /** The channel that the level had before; null when it had none, or has still the same. */
      readonly replaced: ChannelBinding | null;
    }
  /** The channel belongs to another level, which is named to those who may see it; nothing was done. */
  | { readonly outcome: 'channel-taken'; readonly by: Level | null };

/**
 * Binds a level to a channel: the level is told of its incidents there, and lines typed there are about it. A level has
 * one channel, so another one that it had is given up.
 * @throws AppError `input-invalid`; `not-allowed`; `not-found` for the level; `conflict` when somebody else binds it.
 */
export async function bindChannel(
  deps: ChannelDeps,
  actor: Actor,
  input: BindChannelInput,
): Promise<BoundChannel> {
  const { level, ...place } = parseInput(bindSchema, input, 'The channel');
  authorize(actor, 'change', level);
  const { channels, organizations } = deps.storage;
  await requireLevel(organizations, level);
  const before = await channels.findByLevel(level);
  if (before !== null && isSamePlace(before, place))
    return { outcome: 'unchanged', binding: before, replaced: null };
  const binding: ChannelBinding = { ...place, level, boundAt: deps.clock.now(), boundBy: actor };
  const changes = [{ field: 'channel', before: channelLabel(before), after: channelLabel(binding) }];
  const audit = newAuditEntry({ actor, action: 'channel.bound', level, subject: null, changes }, deps);
  const outcome = await channels.bind({ binding, replaces: before }, audit);
  switch (outcome) {
    case 'bound':
      return { outcome, binding, replaced: before };
    case 'channel-taken': {
      const other = (await channels.findByChannel(place))?.level ?? null;
      return { outcome, by: other !== null && mayDo(actor, 'read', other) ? other : null };
    }
    case 'changed':
      throw new AppError('conflict', 'Somebody else has just bound it to another channel.');
    default:
      return outcome satisfies never;
  }
}
