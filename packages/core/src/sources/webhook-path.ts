/** Where a source's webhooks are posted to, below the gateway's public address. */
export function webhookPath(sourceId: string): string {
  return `/webhooks/${sourceId}`;
}
