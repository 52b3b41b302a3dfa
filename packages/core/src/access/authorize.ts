import { AppError } from '../kernel/errors.ts';
import type { Level } from '../kernel/level.ts';
import { mayDo, type Action, type Actor } from './actor.ts';

/**
 * Lets the actor through, or refuses.
 * @throws AppError `not-allowed`; the text does not say whether the thing exists.
 */
export function authorize(actor: Actor, action: Action, level: Level): void {
  if (mayDo(actor, action, level)) return;
  const whom =
    action === 'administer-system' || level.kind === 'host'
      ? 'a system administrator'
      : 'an administrator of that organization';
  throw new AppError('not-allowed', `You may not do this here. Ask ${whom}.`);
}
