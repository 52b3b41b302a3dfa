import { SECOND } from '@postern/core';
import { FakeClock } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { checkView } from './slack-stand-in/check-view.ts';
import { createTriggers } from './slack-stand-in/triggers.ts';
import { createViewInteractions } from './slack-stand-in/view-interactions.ts';
import { fill, stateValues } from './slack-stand-in/view-state.ts';
import { createViews } from './slack-stand-in/views.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(value), value });
const input = (blockId: string, element: object = { type: 'plain_text_input', action_id: 'v' }) => ({
  type: 'input',
  block_id: blockId,
  label: plain('Label'),
  element,
});
const modal = (blocks: unknown[], more: object = {}) => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Save'),
  blocks,
  ...more,
});

describe('the stand-in’s views', () => {
  it.each<[string, object, string]>([
    [
      'a long title',
      modal([], { title: plain('x'.repeat(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    ['a long metadata', modal([], { private_metadata: 'x'.repeat(3_001) }), '/view/private_metadata'],
    [
      '101 blocks',
      modal(Array.from({ length: 101 }, () => ({ type: 'divider' }))),
      'must be less than 101 items',
    ],
    ['one block id twice', modal([input('a'), input('a')]), '`block_id` "a" already exists'],
    [
      'inputs without a button to submit',
      { type: 'modal', title: plain('x'), blocks: [input('a')] },
      'missing required field: submit',
    ],
    ['a table', modal([{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }]), 'unsupported type'],
    [
      'a long placeholder',
      modal([input('a', { type: 'plain_text_input', placeholder: plain('x'.repeat(151)) })]),
      'must be less than 151 characters',
    ],
    [
      '101 options',
      modal([
        input('a', {
          type: 'static_select',
          options: Array.from({ length: 101 }, (_, at) => option(String(at))),
        }),
      ]),
      'must be less than 101 items',
    ],
    [
      'an option that is not there',
      modal([input('a', { type: 'static_select', options: [option('x')], initial_option: option('y') })]),
      'initial_option must be one of the options',
    ],
    [
      'two focused inputs',
      modal(['a', 'b'].map((id) => input(id, { type: 'plain_text_input', focus_on_load: true }))),
      'only one element may have focus_on_load',
    ],
  ])('refuse %s as Slack does', (_, view, reason) => {
    const checked = checkView(view);
    expect(checked).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(checked.ok ? '' : checked.messages.join('\n')).toContain(reason);
  });

  it('refuse what is too large', () => {
    const section = { type: 'section', text: plain('é'.repeat(3_000)) };
    expect(checkView({ type: 'home', blocks: Array.from({ length: 50 }, () => section) })).toMatchObject({
      error: 'view_too_large',
    });
  });
});

function desk() {
  const clock = new FakeClock();
  const triggers = createTriggers(clock);
  const views = createViews(triggers);
  const hands = createViewInteractions({ triggers, views });
  const open = (view: object, triggerId = triggers.issue('U0ADA')) =>
    views.call('views.open', { trigger_id: triggerId, view: JSON.stringify(view) });
  const shown = () => views.modals.at(-1)!;
  return { clock, triggers, views, hands, open, shown };
}

describe('a trigger', () => {
  it('opens one view, within three seconds', () => {
    const { clock, triggers, open } = desk();
    const [used, late] = [triggers.issue('U0ADA'), triggers.issue('U0ADA')];
    expect(open(modal([]), used)).toMatchObject({ ok: true });
    expect(open(modal([]), used)).toEqual({ ok: false, error: 'exchanged_trigger_id' });
    clock.advance(3 * SECOND + 1);
    expect(open(modal([]), late)).toEqual({ ok: false, error: 'expired_trigger_id' });
    expect(open(modal([]), 'made-up')).toEqual({ ok: false, error: 'invalid_trigger_id' });
  });
});

describe('an open view', () => {
  it('keeps what was typed where both ids stay, and shows the new value where one changes', () => {
    const { views, open, shown } = desk();
    const field = (action: string, value: string) => ({
      type: 'plain_text_input',
      action_id: action,
      initial_value: value,
    });
    open(modal([input('a', field('v:0', 'one')), input('b', field('v:0', 'two'))]));
    fill(shown(), 'a', 'typed');
    fill(shown(), 'b', 'typed');
    const view = JSON.stringify(modal([input('a', field('v:0', 'new')), input('b', field('v:1', 'new'))]));
    expect(views.call('views.update', { view_id: shown().id, view, hash: 'stale' })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(views.call('views.update', { view_id: shown().id, view, hash: shown().hash })).toMatchObject({
      ok: true,
    });
    expect(stateValues(shown())).toMatchObject({
      a: { 'v:0': { value: 'typed' } },
      b: { 'v:1': { value: 'new' } },
    });
  });

  it('takes errors for its inputs alone, and is gone when the answer is empty', () => {
    const { views, hands, open, shown } = desk();
    open(modal([input('a')]));
    expect(() => hands.takeResponse(shown(), { response_action: 'errors', errors: { b: 'no' } })).toThrow(
      'no input b',
    );
    hands.takeResponse(shown(), { response_action: 'errors', errors: { a: 'no' } });
    expect(() =>
      hands.takeResponse(shown(), {
        response_action: 'update',
        view: modal([], { title: plain('x'.repeat(25)) }),
      }),
    ).toThrow('less than 25');
    hands.takeResponse(shown(), undefined);
    expect(
      views.call('views.update', { view_id: shown().id, view: JSON.stringify(modal([])) }),
    ).toMatchObject({ error: 'not_found' });
  });

  it('has at most two others on top', () => {
    const { triggers, views, open } = desk();
    const push = () =>
      views.call('views.push', { trigger_id: triggers.issue('U0ADA'), view: JSON.stringify(modal([])) });
    open(modal([]));
    expect([push(), push(), push()]).toMatchObject([
      { ok: true },
      { ok: true },
      { error: 'push_limit_reached' },
    ]);
  });
});
