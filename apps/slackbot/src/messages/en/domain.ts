import type { DomainTexts } from '../domain-texts.ts';

/** English. */
export const domainEn: DomainTexts = {
  title: (domain) => `What DNS says of ${domain}`,
  noServer: ':information_source: No mail server is set yet, so nobody sends for a domain.',
  noSender: (example) =>
    `:information_source: No sender is set yet: name a domain, such as ${example}, or set default-from-address.`,
  through: (relay) => `Mail goes out through ${relay}.`,
  cure: (text) => `*What to do:* ${text}`,
  publish: (name, value) => `*Publish:* ${name} TXT ${value}`,
  ownKey: (selector, signs) =>
    signs ? `Own DKIM key ${selector}, which signs:` : `Own DKIM key ${selector}, which does not sign yet:`,
  published: {
    published: 'DNS has it.',
    missing: 'DNS does not have it yet.',
    different: 'DNS has another key there.',
    several: 'DNS has more than one key there: leave this one alone.',
    withdrawn: 'DNS says that it is withdrawn (p= is empty).',
    unreadable: 'what DNS has there cannot be read: long values are often cut where they are pasted.',
    'dns-failed': 'DNS did not answer.',
  },
  again: 'Check again',
};
