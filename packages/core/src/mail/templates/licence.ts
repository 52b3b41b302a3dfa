import type { Situation } from '../texts/mail-texts.ts';
import { daysLeft } from './days-left.ts';
import type { TemplateInput } from './mail-template.ts';
import { situationTemplate } from './situation-template.ts';

/** A licence that expires; the tone rises as the day comes near. */
export const licenceTemplate = situationTemplate('licence', { 'license.expiring': licenceSituation });

/** Days; UiPath sends these mails 180, 90, 30, 14, 7 and 1 days before. */
const URGENT = 14;

function licenceSituation({ event, now }: TemplateInput): Situation {
  const days = daysLeft(event, now);
  if (days !== null && days < 0) return 'licence.expired';
  return days !== null && days <= URGENT ? 'licence.urgent' : 'licence.expiring';
}
