import { audienceOf } from '../events/catalogue.ts';
import { composeMessage, type MessageToCompose } from './compose-message.ts';

/** A mail as people read it. */
export interface MailPreview {
  readonly subject: string;
  readonly text: string;
}

/** Subject and text name no sender, so that a mail can be read while no settings are usable. */
const NO_SENDER = { fromAddress: 'nobody@postern.invalid', fromDisplayName: null, replyTo: null };

/**
 * What one mail says, as it would be written at that moment; null when no template can write it, and for mail that is
 * addressed to a person: a link in it opens their account, and is for nobody else's eyes. Pure.
 */
export function previewMessage(message: Omit<MessageToCompose, 'sender'>): MailPreview | null {
  if (audienceOf(message.event.type) === 'addressee') return null;
  const composed = composeMessage({ ...message, sender: NO_SENDER });
  return composed.ok ? { subject: composed.mail.subject, text: composed.mail.text } : null;
}
