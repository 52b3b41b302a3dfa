import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { mailboxKey } from '../kernel/mail-address.ts';
import { parseInput } from '../kernel/parse.ts';
import type { AlertRule } from './alert-rule.ts';
import { findRule } from './find-rule.ts';
import type { RuleDeps } from './rule-deps.ts';
import { recipientSchema, ruleFields } from './rule-schema.ts';
import { saveRule, type RuleOutcome } from './save-rule.ts';

const changeSchema = z.strictObject({
  ruleId: z.string().trim().min(1).max(100),
  address: recipientSchema,
});

/** Input of {@link addRecipient} and {@link removeRecipient}. */
export type RecipientChange = z.input<typeof changeSchema>;

/** A rule and what the change came to. */
export interface ChangedRecipients {
  readonly outcome: RuleOutcome;
  readonly rule: AlertRule;
}

/**
 * Lets an address get mail by a rule, for events from now on; nothing changes when it does.
 * @throws AppError `input-invalid`, also when the rule is full; `not-found`; `not-allowed`.
 */
export async function addRecipient(
  deps: RuleDeps,
  actor: Actor,
  input: RecipientChange,
): Promise<ChangedRecipients> {
  const { ruleId, address } = parseInput(changeSchema, input, 'The recipient');
  const before = await findRule(deps, actor, ruleId);
  const there = before.recipients.some((one) => mailboxKey(one.address) === mailboxKey(address));
  const added = [...before.recipients, { address, language: null, timeZone: null }];
  const recipients = there ? before.recipients : parseInput(ruleFields.recipients, added, 'The list');
  return save(deps, actor, { before, recipients });
}

/**
 * Takes an address out of a rule; nothing changes when it is not there. Mail that waits already still goes out.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`; `refused` for the only recipient.
 */
export async function removeRecipient(
  deps: RuleDeps,
  actor: Actor,
  input: RecipientChange,
): Promise<ChangedRecipients> {
  const { ruleId, address } = parseInput(changeSchema, input, 'The recipient');
  const before = await findRule(deps, actor, ruleId);
  const recipients = before.recipients.filter((one) => mailboxKey(one.address) !== mailboxKey(address));
  if (recipients.length === 0)
    throw new AppError('refused', 'That is the only recipient of this rule: pause the rule, or remove it.');
  return save(deps, actor, { before, recipients });
}

async function save(
  deps: RuleDeps,
  actor: Actor,
  { before, recipients }: { readonly before: AlertRule; readonly recipients: AlertRule['recipients'] },
): Promise<ChangedRecipients> {
  const after = { ...before, recipients };
  return { outcome: await saveRule(deps, actor, { before, after }), rule: after };
}
