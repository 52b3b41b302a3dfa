import { z } from 'zod';

/** Accepts an IANA time zone such as `Europe/Paris`, as this runtime's ICU data knows it. */
export const timeZoneSchema = z.string().refine(isTimeZone, {
  error: 'Time zone must be an IANA name such as "Europe/Paris".',
});

function isTimeZone(name: string): boolean {
  // A bare offset ("+02:00") is accepted by Intl but ignores daylight saving, which people never want here.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
