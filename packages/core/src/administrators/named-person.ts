import { z } from 'zod';

/** A system administrator named in the configuration. */
export interface NamedPerson {
  /** The workspace (`T…`); null: whichever workspace the user id is seen in. */
  readonly teamId: string | null;
  /** `U…`, or `W…` on Enterprise Grid. */
  readonly userId: string;
}

const PERSON = /^(?:T[A-Z0-9]+\/)?[UW][A-Z0-9]+$/;

/** Accepts `POSTERN_SYSTEM_ADMINS`: `U…` or `T…/U…`, between commas or spaces. */
export const namedPeopleSchema = z
  .string()
  .transform((text) => text.split(/[\s,;]+/).filter((part) => part !== ''))
  .refine((parts) => parts.every((part) => PERSON.test(part)), {
    error: 'Give Slack user ids such as U024BE7LH, or T0123ABCD/U024BE7LH to name the workspace too.',
    abort: true,
  })
  .transform((parts) => parts.map(namedPerson))
  .prefault('');

function namedPerson(text: string): NamedPerson {
  const [first = '', second] = text.split('/');
  return second === undefined ? { teamId: null, userId: first } : { teamId: first, userId: second };
}
