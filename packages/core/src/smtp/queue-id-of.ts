/** How servers name the message in their answer to the final dot. */
const QUEUE_IDS: readonly RegExp[] = [
  // Postfix "2.0.0 Ok: queued as 4XyZ1b2c3d", Haraka, hMailServer, OpenSMTPD and many more
  /queued as ["']?([\w.-]+)/i,
  // Exim "OK id=1sXyZa-000AbC-2d"
  /\bid=([\w.-]+)/i,
  // Exchange and Microsoft 365 "2.6.0 <…> [InternalId=123, Hostname=…] Queued mail for delivery"
  /\bInternalId=(\d+)/i,
  // Gmail "2.0.0 OK  1700000000 d2e1a72fcca58-6b… - gsmtp"
  /^OK\s+\d{9,10} ([\w.-]+) - gsmtp/i,
  // Sendmail "2.0.0 49NAbc123 Message accepted for delivery"
  /^([\w.-]+) Message accepted for delivery/i,
  // Amazon SES "Ok 0100018b5c3c0a4f-…"
  /^Ok ([0-9a-f]{16}-[0-9a-f-]+)$/i,
];

/** The server's queue id in its answer to the message, without codes; null when it names none. */
export function queueIdOf(text: string): string | null {
  for (const pattern of QUEUE_IDS) {
    const id = pattern.exec(text)?.[1];
    if (id !== undefined) return id.slice(0, 100);
  }
  return null;
}
