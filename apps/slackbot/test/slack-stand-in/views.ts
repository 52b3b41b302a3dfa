import { checkView, type TakenView } from './check-view.ts';
import type { Triggers } from './triggers.ts';

/** A view in front of a person: a modal, or their Home tab. */
export interface ShownView {
  readonly id: string;
  readonly userId: string;
  /** Grows with each change. */
  hash: string;
  /** As it is now. */
  view: TakenView;
  /** As it was and became. */
  readonly versions: TakenView[];
  /** What the person has put into its fields, by block and action: it stays through changes that keep both ids. */
  readonly typed: Map<string, string>;
  /** It is gone from the screen. */
  closed: boolean;
}

/** Views as Slack keeps them. */
export interface Views {
  readonly modals: readonly ShownView[];
  /** Home tabs by user. */
  readonly homes: ReadonlyMap<string, ShownView>;
  /** Answers `views.*`. */
  call(method: string, body: Readonly<Record<string, string>>): object;
  /** Changes a modal by the answer to its submission. @throws Error for a view that Slack refuses. */
  replace(id: string, view: unknown): void;
}

const MOST_STACKED = 3;

/** No view yet. */
export function createViews(triggers: Triggers): Views {
  const modals: ShownView[] = [];
  const homes = new Map<string, ShownView>();
  let made = 0;

  const make = (view: TakenView, userId: string): ShownView => {
    made += 1;
    return {
      id: `V0${made}`,
      userId,
      hash: `hash-${made}.1`,
      view,
      versions: [view],
      typed: new Map(),
      closed: false,
    };
  };
  const change = (shown: ShownView, view: TakenView): void => {
    shown.view = view;
    shown.versions.push(view);
    shown.hash = shown.hash.replace(/\d+$/, String(shown.versions.length));
  };

  function put(method: string, body: Readonly<Record<string, string>>): object {
    const checked = checkView(JSON.parse(body.view ?? 'null'));
    if (!checked.ok)
      return { ok: false, error: checked.error, response_metadata: { messages: checked.messages } };
    const { view } = checked;
    if (method === 'views.publish') return publish(view, body);
    if (view.type !== 'modal') return refused('invalid_arguments');
    if (method === 'views.update') return update(view, body);
    const trigger = triggers.spend(body.trigger_id ?? '');
    if (!trigger.ok) return refused(trigger.error);
    const stacked = modals.filter(({ userId, closed }) => userId === trigger.userId && !closed);
    if (method === 'views.push' && stacked.length === 0) return refused('invalid_trigger_id');
    if (method === 'views.push' && stacked.length >= MOST_STACKED) return refused('push_limit_reached');
    // Slack shows one stack of modals at a time.
    if (method === 'views.open') for (const one of stacked) one.closed = true;
    const shown = make(view, trigger.userId);
    modals.push(shown);
    return taken(shown);
  }

  function update(view: TakenView, { view_id: id, hash }: Readonly<Record<string, string>>): object {
    const shown = modals.find((one) => one.id === id && !one.closed);
    if (shown === undefined) return refused('not_found');
    if (hash !== undefined && hash !== shown.hash) return refused('hash_conflict');
    change(shown, view);
    return taken(shown);
  }

  function publish(
    view: TakenView,
    { user_id: userId = '', hash }: Readonly<Record<string, string>>,
  ): object {
    if (view.type !== 'home') return refused('invalid_arguments');
    const shown = homes.get(userId);
    if (hash !== undefined && hash !== shown?.hash) return refused('hash_conflict');
    if (shown !== undefined) change(shown, view);
    const published = shown ?? make(view, userId);
    homes.set(userId, published);
    return taken(published);
  }

  return {
    modals,
    homes,
    call: put,
    replace(id, view) {
      const checked = checkView(view);
      const shown = modals.find((one) => one.id === id);
      if (!checked.ok) throw new Error([checked.error, ...checked.messages].join('\n'));
      if (shown === undefined) throw new Error(`There is no view ${id}.`);
      change(shown, checked.view);
    },
  };
}

function taken({ id, hash, view }: ShownView): object {
  return { ok: true, view: { id, hash, type: view.type } };
}

function refused(error: string): object {
  return { ok: false, error };
}
