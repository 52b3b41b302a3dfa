/** A moment as mrkdwn that each reader sees in their own time zone and language. @param at epoch milliseconds */
export function momentText(at: number): string {
  const fallback = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${String(Math.floor(at / 1_000))}^{date_short_pretty} {time}|${fallback}>`;
}
