/** What an event names, ready for sentences: cleaned, capped, and null when it is not known. */
export interface EventNames {
  /** The event's type, as it came. */
  readonly type: string;
  /** What it is about, in the sender's words. */
  readonly subject: string | null;
  readonly process: string | null;
  readonly robot: string | null;
  /** Where it ran: the machine, else the robot. */
  readonly place: string | null;
  readonly queue: string | null;
  /** A queue item's reference, else its key. */
  readonly item: string | null;
  readonly user: string | null;
  /** Who is to complete an action. */
  readonly assignee: string | null;
  readonly product: string | null;
  readonly version: string | null;
  /** Such as `Busy`, in the mail's language. */
  readonly state: string | null;
  /** Such as `3 min 24 s`. */
  readonly duration: string | null;
  /** When it ends to be valid, written out. */
  readonly expires: string | null;
  /** Whole days until then; 0 or less: over. */
  readonly daysLeft: number | null;
  /** What went wrong or what was said, in a few words. */
  readonly message: string | null;
}
