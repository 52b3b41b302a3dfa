import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { isMailAddress } from '../kernel/mail-address.ts';

/** Accepts the domain of a mail address; gives it in ASCII. */
export const dkimDomainSchema = z
  .string()
  .trim()
  .max(253)
  .refine((domain) => isMailAddress(`postmaster@${domain}`), {
    error: 'Give the domain of a mail address, such as "acme.example".',
  })
  .transform((domain) => domainToASCII(domain));
