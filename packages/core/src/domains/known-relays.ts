/** What the domain of a sender needs in DNS when a known provider sends for it. */
export interface KnownRelay {
  readonly name: string;
  /** Tried on the server's name, lower case. */
  readonly host: RegExp;
  /** What the domain's SPF record has to include. */
  readonly include: string;
  /**
   * The provider puts a return address of its own on every mail, so that SPF is asked of the provider's domain, never
   * aligns with the sender's (RFC 7489 section 3.1.2), and DKIM alone carries DMARC.
   */
  readonly ownReturnPath: boolean;
  /** Selectors that the provider gives to everybody; empty when each customer has others. */
  readonly selectors: readonly string[];
}

/** Providers, by their submission servers, from their own documentation. */
const KNOWN_RELAYS: readonly KnownRelay[] = [
  {
    name: 'Microsoft 365',
    host: /(^|\.)(office365|outlook)\.com$/,
    include: 'spf.protection.outlook.com',
    ownReturnPath: false,
    selectors: ['selector1', 'selector2'],
  },
  {
    name: 'Google Workspace',
    host: /(^|\.)(gmail|google|googlemail)\.com$/,
    include: '_spf.google.com',
    ownReturnPath: false,
    selectors: ['google'],
  },
  {
    name: 'Amazon SES',
    host: /^email-smtp(-fips)?\.[a-z0-9-]+\.amazonaws\.com$/,
    include: 'amazonses.com',
    ownReturnPath: true,
    selectors: [],
  },
  {
    name: 'SendGrid',
    host: /(^|\.)sendgrid\.net$/,
    include: 'sendgrid.net',
    ownReturnPath: true,
    selectors: ['s1', 's2'],
  },
  {
    name: 'Mailgun',
    host: /(^|\.)mailgun\.org$/,
    include: 'mailgun.org',
    ownReturnPath: true,
    selectors: ['k1', 'mx', 'smtp', 'pic'],
  },
  {
    name: 'Postmark',
    host: /(^|\.)postmarkapp\.com$/,
    include: 'spf.mtasv.net',
    ownReturnPath: true,
    selectors: [],
  },
  {
    name: 'Brevo',
    host: /(^|\.)(brevo|sendinblue)\.com$/,
    include: 'spf.brevo.com',
    ownReturnPath: true,
    selectors: ['brevo1', 'brevo2', 'mail'],
  },
  {
    name: 'Mailjet',
    host: /(^|\.)mailjet\.com$/,
    include: 'spf.mailjet.com',
    ownReturnPath: true,
    selectors: ['mailjet'],
  },
  {
    name: 'Zoho Mail',
    host: /(^|\.)zoho\.(com|eu)$/,
    include: 'zohomail.com',
    ownReturnPath: false,
    selectors: ['zmail', 'zoho'],
  },
  {
    name: 'OVHcloud',
    host: /(^|\.)ovh\.(net|ca)$/,
    include: 'mx.ovh.com',
    ownReturnPath: false,
    selectors: [],
  },
  {
    name: 'Gandi',
    host: /(^|\.)gandi\.net$/,
    include: '_mailcust.gandi.net',
    ownReturnPath: false,
    selectors: ['gm1', 'gm2', 'gm3'],
  },
  {
    name: 'Fastmail',
    host: /(^|\.)(fastmail|messagingengine)\.com$/,
    include: 'spf.messagingengine.com',
    ownReturnPath: false,
    selectors: ['fm1', 'fm2', 'fm3'],
  },
];

/** The provider that the server belongs to; null for a relay of one's own and for those that nobody has described. */
export function knownRelay(host: string): KnownRelay | null {
  return KNOWN_RELAYS.find((relay) => relay.host.test(host.toLowerCase())) ?? null;
}
