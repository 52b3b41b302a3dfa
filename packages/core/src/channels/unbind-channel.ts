import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import type { ChannelBinding } from './channel-binding.ts';
import type { ChannelDeps } from './channel-deps.ts';
import { channelLabel } from './channel-label.ts';

const unbindSchema = z.strictObject({ level: levelSchema });

/**
 * Takes a level's channel away from it; `unchanged` when it has none. Its incidents are kept, and told once it has one again.
 * @throws AppError `input-invalid`; `not-allowed`.
 */
export async function unbindChannel(
  deps: ChannelDeps,
  actor: Actor,
  input: z.input<typeof unbindSchema>,
): Promise<{ readonly outcome: 'unbound' | 'unchanged'; readonly before: ChannelBinding | null }> {
  const { level } = parseInput(unbindSchema, input, 'The channel');
  authorize(actor, 'change', level);
  const { channels } = deps.storage;
  const before = await channels.findByLevel(level);
  if (before === null) return { outcome: 'unchanged', before };
  const changes = [{ field: 'channel', before: channelLabel(before), after: null }];
  const audit = newAuditEntry({ actor, action: 'channel.unbound', level, subject: null, changes }, deps);
  const outcome = await channels.unbind(level, before, audit);
  switch (outcome) {
    case 'unbound':
      return { outcome, before };
    case 'not-bound':
      return { outcome: 'unchanged', before: null };
    default:
      return outcome satisfies never;
  }
}
