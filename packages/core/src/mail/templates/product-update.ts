import type { TemplateInput } from './mail-template.ts';
import { situationTemplate } from './situation-template.ts';

/** A new version of the platform; one that closes security gaps says so first. */
export const productUpdateTemplate = situationTemplate(
  'product-update',
  { 'product.update': (input) => (isSecurityUpdate(input) ? 'product.security-update' : 'product.update') },
  { titleSaysWhy: true, button: 'releaseNotes' },
);

/** The sources give a security update the severity `warn`. */
function isSecurityUpdate({ event }: TemplateInput): boolean {
  return event.severity !== 'info' && event.severity !== 'success';
}
