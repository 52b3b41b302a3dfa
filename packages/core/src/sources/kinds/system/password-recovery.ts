import { z } from 'zod';
import { cleanLink } from '../../../events/clean-link.ts';
import { EVENT_CAPS } from '../../../events/event-caps.ts';
import { isMailAddress } from '../../../kernel/mail-address.ts';
import { listFacts, timeFact } from '../facts.ts';
import { lenient } from '../lenient.ts';
import type { SystemReader } from './system-reader.ts';

const schema = z.object({
  recipient: lenient.object(
    z.object({
      email: lenient.line(320),
      name: lenient.line(),
      locale: lenient.line(EVENT_CAPS.locale),
    }),
  ),
  resetUrl: lenient.line(EVENT_CAPS.link),
  expiresAt: lenient.moment(),
});

/**
 * A person forgot a password. Without an address or a link such a mail is of no use to anybody, so what lacks them is
 * held for a look. It never folds: who asks again gets another mail.
 */
export const passwordRecoveryReader: SystemReader = {
  types: ['account.password-recovery'],
  read({ data }) {
    const { recipient, resetUrl, expiresAt } = schema.parse(data);
    const address = recipient?.email ?? null;
    if (address === null || !isMailAddress(address)) {
      return {
        ok: false,
        explanation: '"data.recipient.email" must be the bare e-mail address of one person.',
      };
    }
    const link = resetUrl === null ? null : cleanLink(resetUrl);
    if (link === null) {
      return {
        ok: false,
        explanation: '"data.resetUrl" must be a link that starts with https:// or http://.',
      };
    }
    return {
      ok: true,
      reading: {
        link,
        addressee: { address, name: recipient?.name ?? null, locale: recipient?.locale ?? null },
        facts: listFacts(timeFact('expires', expiresAt)),
      },
    };
  },
};
