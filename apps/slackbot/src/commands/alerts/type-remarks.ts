import type { SavedRule } from '@postern/core';
import { code } from '../../blocks/escape-mrkdwn.ts';
import type { Messages } from '../../messages/messages.ts';

/** A remark for each type that no sender is known to report, as mrkdwn: it may be a slip. */
export function typeRemarks(unknownTypes: SavedRule['unknownTypes'], texts: Messages): readonly string[] {
  return unknownTypes.map(({ type, nearest }) =>
    nearest === null
      ? texts.silences.unknownType(code(type))
      : texts.silences.unknownTypeNear(code(type), code(nearest)),
  );
}
