import { z } from 'zod';
import { cleanLink } from '../../../events/clean-link.ts';
import { EVENT_CAPS } from '../../../events/event-caps.ts';
import { listFacts, textFact } from '../facts.ts';
import { lenient } from '../lenient.ts';
import type { SystemReader } from './system-reader.ts';

const schema = z.object({
  product: lenient.line(),
  version: lenient.line(),
  notesUrl: lenient.line(EVENT_CAPS.link),
  security: lenient.flag(),
});

/** A new version is out; one that closes security gaps is a warning. */
export const productUpdateReader: SystemReader = {
  types: ['product.update'],
  read({ data }) {
    const { product, version, notesUrl, security } = schema.parse(data);
    return {
      ok: true,
      reading: {
        severity: security ? 'warn' : 'info',
        subject: product,
        facts: listFacts(textFact('product', product), textFact('version', version)),
        link: notesUrl === null ? null : cleanLink(notesUrl),
        sameWhen: product === null || version === null ? null : [product, version],
      },
    };
  },
};
