import { EVENT_CAPS } from './event-caps.ts';

/** White space and controls, which browsers drop from links in silence (WHATWG URL) and people never mean. */
const BLANK = /[\s\p{Cc}]/u;

/** An untrusted link, if it is an absolute `https:` or `http:` one of sane length; else null. */
export function cleanLink(text: string): string | null {
  const link = text.trim();
  if (link.length > EVENT_CAPS.link || BLANK.test(link)) return null;
  const url = URL.parse(link);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  return url.href.length <= EVENT_CAPS.link ? url.href : null;
}
