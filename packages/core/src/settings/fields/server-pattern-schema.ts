import { z } from 'zod';
import { addressRangeOf } from '../address-range.ts';
import { asciiDomain } from './ascii-domain.ts';

/** Accepts what a floor on servers names: a server's name, `*.` and a domain, an address, or a block of addresses. Gives lower-case ASCII. */
export const serverPatternSchema: z.ZodType<string> = z.string().transform((text, context) => {
  const pattern = patternOf(text.trim());
  if (pattern !== null) return pattern;
  const message = `"${text.slice(0, 80)}" is none of: a server's name, "*.example.com", an address, a block such as "10.0.0.0/8".`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

function patternOf(text: string): string | null {
  const range = addressRangeOf(text);
  if (range !== null)
    return range.prefix === range.first.bits ? range.first.text : `${range.first.text}/${range.prefix}`;
  const [wildcard, name] = text.startsWith('*.') ? ['*.', text.slice(2)] : ['', text];
  const ascii = asciiDomain(name);
  return ascii === null ? null : `${wildcard}${ascii}`;
}
