import { audienceOf } from '../events/catalogue.ts';
import type { Answered } from './answered.ts';
import type { Gathered } from './gathered.ts';
import type { AutomationEvent } from '../events/automation-event.ts';
import type { Language } from '../kernel/language.ts';
import { cleanLine } from './clean-text.ts';
import { listId } from './list-id.ts';
import type { MailToBuild } from './mail-headers.ts';
import type { MailLayout } from './mail-layout.ts';
import { messageDomain } from './message-domain.ts';
import { digestTemplate } from './templates/digest.ts';
import { fallbackTemplate } from './templates/fallback.ts';
import type { MailTemplate, TemplateInput } from './templates/mail-template.ts';
import { recoveryTemplate } from './templates/recovery.ts';
import { TEMPLATES, templateFor } from './templates/registry.ts';

/** What one mail is composed from. */
export interface MessageToCompose {
  readonly delivery: {
    readonly id: string;
    readonly address: string;
    readonly name: string | null;
    readonly language: Language;
    readonly timeZone: string;
    /** Values that the rules asked for, by name. */
    readonly data: Readonly<Record<string, string>>;
    /** Null: the event is addressed to the person. */
    readonly ruleId: string | null;
    /** With it a storm begins: what follows comes as one mail, then; epoch milliseconds. */
    readonly stormUntil: number | null;
  };
  /** The one event, or the first of many. */
  readonly event: AutomationEvent;
  /** What the mail is about, when it gathered events; null: it is about one. */
  readonly gathered: Gathered | null;
  /** The earlier mails that it answers; null: none. */
  readonly answered: Answered | null;
  /** Epoch milliseconds: when the event was received. */
  readonly receivedAt: number;
  /** Null when the rule is gone, or there was none. */
  readonly ruleName: string | null;
  /** Null for the host level. */
  readonly organization: { readonly slug: string; readonly name: string } | null;
  /** The sender that applies to the delivery's level. */
  readonly sender: {
    readonly fromAddress: string;
    readonly fromDisplayName: string | null;
    readonly replyTo: string | null;
    /** Whose domain Message-ID and List-Id have, whichever server it goes by; the From address’s by default. */
    readonly identityAddress?: string;
  };
  readonly layout: MailLayout;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A composed mail, or why there is none. */
export type ComposedMessage =
  | {
      readonly ok: true;
      readonly mail: MailToBuild;
      /** Name of the template that wrote it. */
      readonly template: string;
      /** The event's own template failed; `problem` says how, for the log. */
      readonly usedFallback: boolean;
      readonly problem: string | null;
    }
  | {
      readonly ok: false;
      readonly reason: 'template-failed';
      /** For the log: what both templates threw. */
      readonly problem: string;
    };

/**
 * Writes the mail of one delivery. Pure: the same input gives the same mail, and the Message-ID depends on the delivery
 * and the sender's domain alone. A template that fails gives way to the fallback; nothing is thrown.
 */
export function composeMessage(
  message: MessageToCompose,
  templates: readonly MailTemplate[] = TEMPLATES,
): ComposedMessage {
  const own = templateOf(message, templates);
  const first = attempt(message, own);
  if (first.ok) return { ...first, usedFallback: false, problem: null };
  const second = attempt(message, fallbackTemplate);
  if (second.ok) return { ...second, usedFallback: true, problem: first.problem };
  return { ok: false, reason: 'template-failed', problem: `${first.problem}; ${second.problem}` };
}

function templateOf(message: MessageToCompose, templates: readonly MailTemplate[]): MailTemplate {
  const { event, gathered, answered } = message;
  if (gathered !== null && gathered.count !== 1) return digestTemplate(gathered);
  return answered !== null && event.trouble?.state === 'over'
    ? recoveryTemplate(answered.began, templates)
    : templateFor(event.type, templates);
}

type Attempt =
  | { readonly ok: true; readonly mail: MailToBuild; readonly template: string }
  | { readonly ok: false; readonly problem: string };

function attempt(message: MessageToCompose, template: MailTemplate): Attempt {
  try {
    return { ok: true, mail: write(message, template), template: template.name };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: `template "${template.name}": ${text}` };
  }
}

function write(message: MessageToCompose, template: MailTemplate): MailToBuild {
  const { delivery, event, sender, organization, layout, now } = message;
  const content = template.compose(templateInput(message));
  const domain = messageDomain(sender.identityAddress ?? sender.fromAddress);
  const personal = audienceOf(event.type) === 'addressee';
  return {
    from: { address: sender.fromAddress, name: cleanName(sender.fromDisplayName) },
    replyTo: sender.replyTo,
    to: { address: delivery.address, name: cleanName(delivery.name) },
    subject: content.subject,
    html: layout.html(content, delivery.language),
    text: layout.text(content, delivery.language),
    language: delivery.language,
    identity: {
      messageId: `${delivery.id}@${domain}`,
      references: referencesOf(message),
      ...(content.topic === undefined ? {} : { topic: content.topic }),
    },
    date: now,
    // Mail that a person asked for is no list's: filters and out-of-office rules must not sort it away.
    listId: personal ? null : listId({ type: listedType(message), slug: organization?.slug ?? null, domain }),
    unsubscribe: null,
    urgent: personal || event.severity === 'fatal',
  };
}

/** A mail about many answers only when all of them are of one kind: else it is about other troubles, too. */
function referencesOf({ gathered, answered }: MessageToCompose): readonly string[] {
  return gathered === null || gathered.kinds === 1 ? (answered?.messageIds ?? []) : [];
}

/** The end of a trouble is of the list of its beginning, so that a filter sorts both to one place. */
function listedType({ event, answered }: MessageToCompose): string {
  return event.trouble?.state === 'over' ? (answered?.began?.type ?? event.type) : event.type;
}

function templateInput(message: MessageToCompose): TemplateInput {
  const { delivery, event, receivedAt, gathered, ruleName, organization, now } = message;
  return {
    event,
    organizationName: organization?.name ?? null,
    language: delivery.language,
    timeZone: delivery.timeZone,
    data: delivery.data,
    // What was meant to wait is not late.
    receivedAt: gathered === null ? receivedAt : now,
    reason: delivery.ruleId === null ? { kind: 'requested' } : { kind: 'rule', name: ruleName },
    stormUntil: delivery.stormUntil,
    now,
  };
}

function cleanName(name: string | null): string | null {
  const line = cleanLine((name ?? '').slice(0, 1_000));
  return line === '' ? null : line;
}
