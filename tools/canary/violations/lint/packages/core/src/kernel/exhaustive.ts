export function describe(verdict: 'sent' | 'deferred' | 'failed'): string {
  switch (verdict) {
    case 'sent':
      return 'sent';
    case 'deferred':
      return 'later';
    default:
      return 'forgotten';
  }
}
