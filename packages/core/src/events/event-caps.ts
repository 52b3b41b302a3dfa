/** The most that one event may hold. Longer text is cut, with a sign that it was; more keys are left out. */
export const EVENT_CAPS = {
  /** Characters. */
  type: 100,
  senderEventId: 100,
  /** Names and ids of things: processes, robots, queues … */
  name: 250,
  /** What it is about, for the subject line. */
  subject: 250,
  /** A fact's text. */
  fact: 500,
  facts: 40,
  foldKey: 200,
  /** The common limit of browsers and mail clients. */
  link: 2_048,
  /** A BCP 47 locale. */
  locale: 35,
  /** Bytes of UTF-8. */
  detailBytes: 16 * 1_024,
  dataKeys: 50,
  dataKey: 100,
  dataValue: 500,
  /** Events that one report may hold. */
  eventsPerReport: 1_000,
} as const;
