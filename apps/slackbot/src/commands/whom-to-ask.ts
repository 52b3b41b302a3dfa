import type { Messages } from '../messages/messages.ts';
import type { Person } from '../people/person.ts';

/** More than these are not named: nobody asks ten people. */
const MOST_NAMED = 5;

/** A sentence that says whom to ask for rights. */
export function whomToAskText({ whomToAsk }: Pick<Person, 'whomToAsk'>, texts: Messages): string {
  if (whomToAsk.length === 0) return texts.problems.askNobody;
  return texts.problems.ask(texts.list(whomToAsk.slice(0, MOST_NAMED)));
}
