import type { ErrorCode, Language, Origin } from '@postern/core';
import type { AdminsTexts } from './admins-texts.ts';
import type { AlertsTexts } from './alerts-texts.ts';
import type { CanaryTexts } from './canary-texts.ts';
import type { ChangeTexts } from './change-texts.ts';
import type { ChannelTexts } from './channel-texts.ts';
import type { DomainTexts } from './domain-texts.ts';
import type { EditTexts } from './edit-texts.ts';
import type { HomeTexts } from './home-texts.ts';
import type { InstallTexts } from './install-texts.ts';
import type { ExplainTexts } from './explain-texts.ts';
import type { IncidentTexts } from './incident-texts.ts';
import type { LinkTexts } from './link-texts.ts';
import type { PaceTexts } from './pace-texts.ts';
import type { RecoveryTexts } from './recovery-texts.ts';
import type { ProblemText } from './problem-text.ts';
import type { QuarantineTexts } from './quarantine-texts.ts';
import type { RevisionTexts } from './revision-texts.ts';
import type { RuleFormTexts } from './rule-form-texts.ts';
import type { RulesTexts } from './rules-texts.ts';
import type { ListsTexts } from './lists-texts.ts';
import type { SilencesTexts } from './silences-texts.ts';
import type { SystemTexts } from './system-texts.ts';
import type { TestTexts } from './test-texts.ts';

/** Every text of the bot in one language. What varies comes escaped for mrkdwn already, except where a text says "plain". */
export interface Messages {
  /** Which catalogue this is. */
  readonly language: Language;
  /** Joins names: "a, b and c". */
  readonly list: (names: readonly string[]) => string;
  /** Under every refusal; plain or mrkdwn. */
  readonly reference: (id: string) => string;

  readonly view: {
    readonly host: string;
    /** Plain, both. */
    readonly title: (level: string) => string;
    readonly columns: readonly [setting: string, value: string, origin: string];
    readonly origins: Readonly<Record<Origin, string>>;
    readonly locked: string;
    readonly switch: Readonly<Record<'on' | 'off', string>>;
    readonly secretSet: string;
    readonly secretReference: (reference: string) => string;
    readonly certificateSet: string;
    readonly notSet: string;
    /** A value too long to be shown whole. */
    readonly longValue: (start: string, length: number) => string;
    readonly ready: string;
    /** How many events wait in how many mails for the time of these, and when the next of them goes. */
    readonly gathering: (events: number, mails: number, when: string) => string;
    readonly waits: (reasons: string) => string;
    readonly note: (field: string, text: string) => string;
    readonly active: (revision: number, author: string, when: string) => string;
    readonly neverSet: string;
    readonly draft: (revision: number, author: string, when: string) => string;
    /** The next useful step; the arguments are commands as code. */
    readonly nextFromHost: (example: string) => string;
    /** While there is no organization. */
    readonly nextWithoutOrganizations: (example: string) => string;
    readonly nextFromOrganization: (example: string) => string;
  };

  readonly test: TestTexts;
  readonly domain: DomainTexts;
  readonly revision: RevisionTexts;
  readonly change: ChangeTexts;
  readonly link: LinkTexts;
  readonly edit: EditTexts;
  readonly home: HomeTexts;
  readonly system: SystemTexts;
  readonly admins: AdminsTexts;
  readonly alerts: AlertsTexts;
  readonly rules: RulesTexts;
  readonly ruleForm: RuleFormTexts;
  readonly pace: PaceTexts;
  readonly recovery: RecoveryTexts;
  readonly silences: SilencesTexts;
  readonly canary: CanaryTexts;
  readonly lists: ListsTexts;
  readonly explain: ExplainTexts;
  readonly quarantine: QuarantineTexts;
  readonly channel: ChannelTexts;
  readonly install: InstallTexts;
  readonly incident: IncidentTexts;

  readonly help: {
    /** Plain. */
    readonly title: (command: string) => string;
    readonly intro: string;
    /** Plain. */
    readonly wordTitle: (command: string) => string;
    readonly usage: string;
    readonly examples: string;
    readonly levels: string;
    readonly more: (example: string) => string;
    readonly withoutRights: (whom: string) => string;
  };

  readonly problems: {
    readonly openQuote: (quote: string) => ProblemText;
    readonly twoLevels: (example: string) => ProblemText;
    readonly organizationNameMissing: (example: string) => ProblemText;
    /** Somebody administers several organizations, and named none. */
    readonly levelMissing: (example: string) => ProblemText;
    readonly unknownWord: (word: string, help: string) => ProblemText;
    readonly unknownWordNear: (word: string, near: string) => ProblemText;
    readonly tooManyWords: (words: string, example: string) => ProblemText;
    readonly unknownOrganization: (name: string) => string;
    readonly nearOrganization: (example: string) => string;
    readonly knownOrganizations: (names: string, hidden: number) => string;
    readonly noOrganizations: string;
    readonly administratorsOnly: (whom: string) => ProblemText;
    /** Whom to ask when the configuration names somebody, and when it names nobody. */
    readonly ask: (people: string) => string;
    readonly askNobody: string;
    /** For what core refuses with a text of its own: that text follows `what`. */
    readonly errors: Readonly<Record<ErrorCode, ProblemText>>;
  };
}
