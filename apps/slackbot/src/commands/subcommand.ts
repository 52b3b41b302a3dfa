import type { Localized, Secret } from '@postern/core';
import type { types } from '@slack/bolt';
import type { Message } from '../blocks/message.ts';
import type { MessagePlace } from '../live-message.ts';
import type { Messages } from '../messages/messages.ts';
import type { ProblemText } from '../messages/problem-text.ts';
import type { ModalOrigin } from '../modals/modal-origin.ts';
import type { Person } from '../people/person.ts';
import type { Services } from '../services.ts';
import type { LevelPlace, NamedLevel } from '../words/take-level.ts';
import type { Word } from '../words/word.ts';

/** Who may use a word. Core authorizes every action again, for the level that it concerns. */
export type Audience = 'everyone' | 'administrators';

/** One word of a slash command. Adding one is a file and a line in the registry; help and the contract test follow. */
export interface Subcommand {
  /** What is typed, lower case. */
  readonly word: string;
  /** Other words for it, such as the French one. */
  readonly aliases: readonly string[];
  /** One sentence for the list in `help`. */
  readonly summary: Localized;
  /** Behind the command, such as `view [host | org NAME]`. */
  readonly usage: string;
  readonly examples: readonly { readonly words: string; readonly meaning: Localized }[];
  readonly audience: Audience;
  /** Its outcome is a modal, which Slack opens within three seconds only: an empty one is opened before anything else. */
  readonly opensModal?: true;
  run(invocation: Invocation): Promise<Outcome>;
}

/** A slash command with its words. */
export interface SlashCommand {
  /** With its slash. */
  readonly name: string;
  /** Behind its name in Slack's list of commands, which knows one language. */
  readonly description: string;
  /** The word that the bare command stands for, for those who may use it; `help` for others. */
  readonly whenEmpty: string;
  readonly subcommands: readonly Subcommand[];
}

/** One use of a word by a person. */
export interface Invocation {
  readonly command: SlashCommand;
  /** The words behind the subcommand, without those that name the level. */
  readonly words: readonly Word[];
  /** The level that was named; null: none was. */
  readonly level: NamedLevel | null;
  /** Where among {@link words} it was named. */
  readonly levelPlace: LevelPlace | null;
  readonly person: Person;
  readonly texts: Messages;
  readonly services: Services;
  /** Where an answer can still be given within 30 minutes, once this one is; null: nowhere. */
  readonly responseUrl: Secret | null;
  /** Where a modal would be opened from. */
  readonly origin: ModalOrigin;
  /** Shows how it is going, in a direct message that changes; the outcome takes its place. */
  readonly show: (message: Message) => void;
  /** Writes to everybody in a channel; `not-there` when the bot is no member of it. */
  readonly announce: (channelId: string, message: Message) => Promise<'posted' | 'not-there'>;
}

/** What came of it: an answer, a modal, or a refusal that says what was wrong and what to do next; then nothing was done. */
export type Outcome =
  | {
      readonly kind: 'answer';
      readonly message: Message;
      /** Told where the direct message that was shown stands, once it says the answer. */
      readonly settled?: (at: MessagePlace) => Promise<void>;
    }
  | { readonly kind: 'modal'; readonly view: types.ModalView }
  | { readonly kind: 'problem'; readonly problem: ProblemText };
