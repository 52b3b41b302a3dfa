import { isMailAddress, issueText, listNameOf, type PacePart } from '@postern/core';
import type { App, ViewSubmitAction } from '@slack/bolt';
import { shorten } from '../blocks/shorten.ts';
import { COMMANDS } from '../commands/registry.ts';
import type { Desk } from '../desk.ts';
import { markOf } from '../edit/field-texts.ts';
import type { InFlight } from '../in-flight.ts';
import { messagesOf } from '../messages/messages-of.ts';
import { loadingModal } from '../modals/loading-modal.ts';
import { originOf } from '../modals/modal-origin.ts';
import { onLine } from '../on-line.ts';
import { PACE_KEYS, readPace } from '../words/pace-words.ts';
import { addressesIn, lineOfRule } from './line-of-rule.ts';
import { ANY } from './rule-form-modal.ts';
import { readRuleForm, RULE_FIELDS, RULE_FORM, type RuleForm, type RuleTexts } from './rule-form.ts';

/** Takes forms of rules: each becomes a line, whose answer comes in the same modal. */
export function listenToRuleForm(app: App, desk: Desk, inFlight: InFlight): void {
  app.view<ViewSubmitAction>({ callback_id: RULE_FORM, type: 'view_submission' }, ({ body, ack, client }) =>
    inFlight.run(async () => {
      const { view, user, team } = body;
      const origin = originOf(view.private_metadata);
      const form = readRuleForm(view.private_metadata);
      const values = readValues(view.state.values);
      const errors =
        form === null ? {} : { ...addressErrors(form, values), ...paceErrors(form, view.state.values) };
      if (Object.keys(errors).length > 0) {
        await ack({ response_action: 'errors', errors });
        return;
      }
      const command = COMMANDS.find(({ name }) => name === form?.command) ?? COMMANDS[0];
      if (command === undefined) return;
      await onLine(desk, {
        command,
        // A form of an older version is answered with what there is now.
        typed: form === null ? 'help' : lineOfRule(form, values, changedIn(form, values, view.state.values)),
        user: { teamId: team?.id ?? user.team_id ?? '', userId: user.id, channelId: origin.channel },
        triggerId: body.trigger_id,
        source: { kind: 'modal', viewId: view.id, origin },
        ack: () => ack({ response_action: 'update', view: loadingModal(origin) }),
        client,
      });
    }),
  );
}

type StateValues = ViewSubmitAction['view']['state']['values'];

function readValues(state: StateValues): RuleTexts {
  const entries = RULE_FIELDS.map((field) => {
    const [input] = Object.values(state[field] ?? {});
    const text = input?.value ?? input?.selected_option?.value ?? '';
    return [field, text === ANY ? '' : text] as const;
  });
  return Object.fromEntries(entries) as RuleTexts;
}

/** What was not asked for was not changed, and a rule has a name. */
function changedIn({ marks }: RuleForm, values: RuleTexts, state: StateValues) {
  return new Set(
    RULE_FIELDS.filter(
      (field) =>
        field in state &&
        marks[field] !== markOf(values[field]) &&
        (field !== 'name' || values.name.trim() !== ''),
    ),
  );
}

function addressErrors({ language }: RuleForm, { to }: RuleTexts): Record<string, string> {
  const wrong = addressesIn(to).find((address) => !isMailAddress(address) && listNameOf(address) === null);
  return wrong === undefined ? {} : { to: messagesOf(language).ruleForm.noAddress(shorten(wrong, 100)) };
}

/** What is wrong with the pace, each at its input. */
function paceErrors({ language }: RuleForm, state: StateValues): Record<string, string> {
  const values = readValues(state);
  const { pace } = messagesOf(language);
  const said = (Object.keys(PACE_KEYS) as PacePart[]).filter((part) => part in state);
  const { problems } = readPace(Object.fromEntries(said.map((part) => [part, values[part]])));
  return Object.fromEntries(
    problems.map(({ part, text }) => [
      part,
      text === null
        ? `${pace.unclearPlain} ${pace.plainExamples[part]}`
        : issueText({ path: '', message: text }, language),
    ]),
  );
}
