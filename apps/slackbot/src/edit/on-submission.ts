import { SECOND, type Timers } from '@postern/core';
import type { ViewResponseAction, ViewSubmitAction, webApi } from '@slack/bolt';
import { problemOf } from '../commands/problem-of.ts';
import { publishHome } from '../home/publish-home.ts';
import { isFirst } from '../is-first.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { ProblemText } from '../messages/problem-text.ts';
import { originOf } from '../modals/modal-origin.ts';
import { noticeOn } from '../modals/notice-on.ts';
import { showModal } from '../modals/show-modal.ts';
import type { Desk } from '../desk.ts';
import { personOf } from '../person-of.ts';
import { readEditForm } from './edit-form.ts';
import { submitEdit, type FormOutcome } from './submit-edit.ts';
import { readTyped } from './typed-texts.ts';

/** Slack waits for 3 s; the rest is for the way. */
const PATIENCE = 2 * SECOND;

/** A form that somebody submitted. */
export interface IncomingSubmission {
  readonly body: ViewSubmitAction;
  readonly ack: (answer?: ViewResponseAction) => Promise<void>;
  readonly client: webApi.WebClient;
}

/**
 * Saves a form and answers in it. What takes longer than Slack waits is acknowledged with a word on top of the form, and its
 * outcome comes there later.
 */
export async function onSubmission(desk: Desk, incoming: IncomingSubmission): Promise<void> {
  const { timers, logger, newId } = desk.services;
  const { body, client } = incoming;
  const { view } = body;
  const reference = newId();
  const ack = (answer?: ViewResponseAction): Promise<void> =>
    incoming.ack(answer).catch((error: unknown) => {
      logger.error({ reference, error }, 'A form could not be answered');
    });
  const work = outcomeOf(desk, incoming, reference);
  const outcome = await inTime(work, timers);
  if (outcome !== 'late') {
    await ack(outcome === null ? undefined : responseTo(outcome, view));
    if (outcome?.kind === 'view') await refreshHome(desk, incoming);
    return;
  }
  const { edit } = messagesOf(readEditForm(view.private_metadata)?.language ?? 'en');
  await ack({ response_action: 'update', view: noticeOn(view, edit.saving) });
  const settled = await work;
  if (settled === null) return;
  const shown = settled.kind === 'view' ? settled.view : noticeOn(view, settled.notice);
  await showModal(shown, { viewId: view.id, client, logger, reference });
  if (settled.kind === 'view') await refreshHome(desk, incoming);
}

/** Where the form was opened from the Home tab, what stands there is old now. */
async function refreshHome(desk: Desk, { body, client }: IncomingSubmission): Promise<void> {
  const page = originOf(body.view.private_metadata).home;
  if (page === null) return;
  const teamId = body.team?.id ?? body.user.team_id ?? '';
  await publishHome(desk, { user: { teamId, userId: body.user.id, channelId: '' }, page, client });
}

/** Never rejects. Null: Slack sent it again, and it was answered already. */
async function outcomeOf(
  desk: Desk,
  { body, client }: IncomingSubmission,
  reference: string,
): Promise<FormOutcome | null> {
  const { services } = desk;
  const { logger } = services;
  const { view, team, user } = body;
  if (!(await isFirst(body.trigger_id, services))) {
    logger.info({ reference }, 'Slack sent a form again, which was answered already');
    return null;
  }
  const form = readEditForm(view.private_metadata);
  const teamId = team?.id ?? user.team_id ?? '';
  const person = await personOf(
    { teamId, userId: user.id, channelId: form?.channel ?? '' },
    { ...desk, client },
  );
  const texts = messagesOf(person.language);
  const notice = ({ what, next }: ProblemText): FormOutcome => ({
    kind: 'notice',
    notice: texts.edit.refused([what, next, texts.reference(reference)].join('\n')),
  });
  // Rights are those of a workspace: a form of another one is none here.
  if (form?.teamId !== teamId) return notice(texts.edit.outdated);
  const fields = { reference, form: view.callback_id, teamId, userId: user.id };
  try {
    if (person.trouble !== null) throw person.trouble;
    const outcome = await submitEdit(services, { person, form, typed: readTyped(view.state.values) });
    logger.info({ ...fields, outcome: outcome.kind }, 'Form answered');
    return outcome;
  } catch (thrown) {
    return notice(problemOf(thrown, { texts, logger, fields }));
  }
}

function responseTo(outcome: FormOutcome, view: ViewSubmitAction['view']): ViewResponseAction {
  switch (outcome.kind) {
    case 'errors':
      return { response_action: 'errors', errors: { ...outcome.errors } };
    case 'notice':
      return { response_action: 'update', view: noticeOn(view, outcome.notice) };
    case 'view':
      return { response_action: 'update', view: outcome.view };
    default:
      return outcome satisfies never;
  }
}

async function inTime<T>(work: Promise<T>, timers: Timers): Promise<T | 'late'> {
  const late = Promise.withResolvers<'late'>();
  const callOff = timers.after(PATIENCE, () => late.resolve('late'));
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    callOff();
  }
}
