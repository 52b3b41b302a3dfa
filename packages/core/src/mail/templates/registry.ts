import { actionTemplate } from './action.ts';
import { canaryTemplate } from './canary.ts';
import { customTemplate } from './custom.ts';
import { fallbackTemplate } from './fallback.ts';
import { jobTemplate } from './job.ts';
import { licenceTemplate } from './licence.ts';
import type { MailTemplate } from './mail-template.ts';
import { passwordRecoveryTemplate } from './password-recovery.ts';
import { pingTemplate } from './ping.ts';
import { processTemplate } from './process.ts';
import { productUpdateTemplate } from './product-update.ts';
import { queueItemTemplate } from './queue-item.ts';
import { queueTemplate } from './queue.ts';
import { robotAlertTemplate } from './robot-alert.ts';
import { robotTemplate } from './robot.ts';
import { triggerTemplate } from './trigger.ts';

/** Every kind of mail. The first whose types match writes it; the fallback, last, matches all. */
export const TEMPLATES: readonly MailTemplate[] = [
  jobTemplate,
  robotTemplate,
  queueItemTemplate,
  triggerTemplate,
  actionTemplate,
  processTemplate,
  queueTemplate,
  robotAlertTemplate,
  licenceTemplate,
  productUpdateTemplate,
  passwordRecoveryTemplate,
  pingTemplate,
  canaryTemplate,
  customTemplate,
  fallbackTemplate,
];

/** The template for a type of event, however its case was written. */
export function templateFor(type: string, templates: readonly MailTemplate[] = TEMPLATES): MailTemplate {
  const wanted = type.toLowerCase();
  return (
    templates.find(({ types }) => types.some((pattern) => matches(pattern.toLowerCase(), wanted))) ??
    fallbackTemplate
  );
}

function matches(pattern: string, type: string): boolean {
  return pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}
