/** SMTP over nodemailer: sending, looking at a server stage by stage, and building mails into bytes. */
export { createMailBuilder } from './compose-mail.ts';
export { createSmtpDiagnosis } from './diagnosis.ts';
export { createSmtpTransport, type SmtpParts } from './pooled-transport.ts';
export { signMessage } from './sign-message.ts';
export type { TokenKeeping } from './token-vault.ts';
export type { SmtpTiming } from './smtp-timing.ts';
