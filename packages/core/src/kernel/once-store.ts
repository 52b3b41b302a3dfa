/** Remembers what was done, for things that may be asked for twice: a Slack trigger, a submission, an event that is sent again. */
export interface OnceStore {
  /** True for the first who takes this key, in whichever process; false until `until` (epoch milliseconds) for everybody after. */
  take(key: string, request: { readonly now: number; readonly until: number }): Promise<boolean>;
}
