import { z } from 'zod';
import type { Severity } from '../../../events/automation-event.ts';
import { DAY } from '../../../kernel/clock.ts';
import { listFacts, numberFact, textFact, timeFact } from '../facts.ts';
import { flattenData } from '../flatten-data.ts';
import { momentPart } from '../fold-key.ts';
import { lenient } from '../lenient.ts';
import type { SystemReader } from './system-reader.ts';

const schema = z.object({
  level: lenient.line(),
  product: lenient.line(),
  expiresAt: lenient.moment(),
  daysLeft: lenient.number(),
});

/** A licence nears its end. UiPath's notices come 180, 90, 30, 14, 7 and 1 days before. */
export const licenseExpiringReader: SystemReader = {
  types: ['license.expiring'],
  read({ data, timestamp }) {
    const { level, product, expiresAt, daysLeft } = schema.parse(data);
    const days = daysLeft ?? daysBetween(timestamp, expiresAt);
    return {
      ok: true,
      reading: {
        severity: severityOf(days),
        subject: product,
        facts: listFacts(
          textFact('product', product),
          numberFact('days-left', days),
          timeFact('expires', expiresAt),
        ),
        data: flattenData({ level }),
        // Each notice counts on its own; the same notice twice is one.
        sameWhen: days === null ? null : [level, product, momentPart(expiresAt), String(days)],
      },
    };
  },
};

function daysBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : Math.ceil((to - from) / DAY);
}

/** Rises as the day comes near; unknown is a warning, since somebody thought it worth a notice. */
function severityOf(days: number | null): Severity {
  if (days === null) return 'warn';
  if (days <= 0) return 'fatal';
  if (days <= 7) return 'error';
  return days <= 30 ? 'warn' : 'info';
}
