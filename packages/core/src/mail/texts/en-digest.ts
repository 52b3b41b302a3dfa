import type { DigestTexts } from './mail-texts.ts';

/** English words of mails about many events. */
export const enDigest: DigestTexts = {
  title: (kind, count, about) => {
    const what = about === null ? `${count} events` : `${count} × ${about}`;
    return kind === 'storm'
      ? `Storm: ${what}`
      : kind === 'hours'
        ? `Since you were away: ${what}`
        : `Digest: ${what}`;
  },
  sentence: (kind, { day, first, last }) => {
    const span =
      day === null
        ? `The first came in on ${first}, the last on ${last}.`
        : `They came in on ${day}, from ${first} to ${last}.`;
    switch (kind) {
      case 'storm':
        return `More came in than fits one mail each, so these are in one. ${span}`;
      case 'hours':
        return `Here are the events from outside the hours of the alert rule. ${span}`;
      case 'digest':
        return `Here are the events since the last digest. ${span}`;
      default:
        return kind satisfies never;
    }
  },
  group: ({ count, first, last, exception }) => {
    const span = last === null ? first : `${first} – ${last}`;
    if (count === null) return `once, ${span}${exception === null ? '' : `: ${exception}`}`;
    return `${count} times, ${span}${exception === null ? '' : `, mostly: ${exception}`}`;
  },
  robots: {
    unresponsive: 'Robot not responding',
    disconnected: 'Robot disconnected',
    available: 'Robot available',
    busy: 'Robot busy',
  },
  more: (kinds, events) => {
    const what =
      kinds === null ? 'one more kind of events that is' : `${kinds} more kinds of events that are`;
    return `And ${what} not shown, ${events === null ? 'one event' : `${events} events`} in all. None is worse than those shown.`;
  },
};
