import { findOrganization, HOST, organizationLevel, viewSettings } from '@postern/core';
import { messagesOf } from '../messages/messages-of.ts';
import type { Person } from '../people/person.ts';
import type { Services } from '../services.ts';
import type { EditForm } from './edit-form.ts';
import type { EditScene } from './edit-modal.ts';

/**
 * An open form with what is set now, which may be newer than what the form was opened with.
 * @throws AppError `not-found`, `not-allowed`: rights may have changed since it was opened.
 */
export async function loadScene(services: Services, person: Person, form: EditForm): Promise<EditScene> {
  const organization = form.slug === null ? null : await findOrganization(services, person.actor, form.slug);
  const level = organization === null ? HOST : organizationLevel(organization.id);
  const settings = await viewSettings(services, person.actor, { level });
  return { settings, organization, form, texts: messagesOf(person.language), person };
}
