import type { SMTPConnectionCustomAuthContext } from 'nodemailer/lib/smtp-connection';

/** The name under which {@link probeSender} is known to nodemailer. */
export const PROBE_SENDER = 'X-PROBE-SENDER';

/**
 * MAIL FROM and RSET alone. nodemailer has no method for a transaction without a message, but lets a custom way to sign in
 * send any command and read its reply: that road is taken here. `user` is the sender.
 */
export async function probeSender(context: SMTPConnectionCustomAuthContext): Promise<void> {
  const answer = await context.sendCommand(`MAIL FROM:<${context.auth.user ?? ''}>`);
  if (answer.response.startsWith('2')) await context.sendCommand('RSET');
  else context.reject(`Mail command failed: ${answer.response}`);
}
