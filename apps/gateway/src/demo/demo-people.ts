/** Who gets mail in the demo. `.example` belongs to nobody (RFC 2606). */
export const PEOPLE = {
  /** Acme's operators: jobs and transactions. */
  operators: 'exploitation@acme.example',
  /** Acme's person on call: robots. */
  onCall: 'astreinte@acme.example',
  /** Administrators of the platform. */
  platform: 'admins@platform.example',
  /** Somebody at Acme who forgot a password. */
  forgetful: 'claire.martin@acme.example',
} as const;
