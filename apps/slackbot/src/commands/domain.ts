import {
  checkDkimKey,
  checkDomain,
  listDkimKeys,
  type DkimCheck,
  type DomainCheck,
  type DomainFinding,
  type Level,
} from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons } from '../blocks/line-button.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import { plainText } from '../blocks/plain-text.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import type { Invocation, Outcome, Subcommand } from './subcommand.ts';
import { tooManyWords } from './too-many-words.ts';

/** `domain [DOMAIN]`: what DNS says of SPF, DKIM and DMARC, and of the level's own key, with what to publish. */
export const domain: Subcommand = {
  word: 'domain',
  aliases: ['domaine'],
  summary: {
    en: 'Looks at SPF, DKIM and DMARC of the sender’s domain in DNS, and says what to publish.',
    fr: 'Examine SPF, DKIM et DMARC du domaine d’expédition dans le DNS, et dit quoi publier.',
  },
  usage: 'domain [DOMAIN] [host | org NAME]',
  examples: [
    {
      words: 'domain org acme',
      meaning: { en: 'the domain that acme sends from', fr: 'le domaine d’expédition de acme' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, words, texts, person, services } = invocation;
    const [first, ...more] = words;
    if (more.length > 0) return tooManyWords(invocation, { words: more, example: 'domain example.com' });
    const found = await findLevel(invocation, 'domain');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const asked = first === undefined ? { level } : { level, domain: first.text };
    const check = await checkDomain(services, person.actor, asked);
    const title =
      check.outcome === 'checked'
        ? texts.domain.title(check.domain)
        : texts.view.title(organization?.name ?? texts.view.host);
    const own = check.outcome === 'checked' ? await ownKeys(invocation, level, check.domain) : [];
    const lines = [...checkLines(check, invocation), ...own.map((key) => ownKeyLine(key, invocation))];
    const again = linesOf(command, organization)(['domain', ...words.map(({ text }) => text)]);
    return {
      kind: 'answer',
      message: {
        text: plainText([escapeMrkdwn(title), ...lines]),
        blocks: [header(title), ...sections(lines), ...buttons([{ text: texts.domain.again, line: again }])],
      },
    };
  },
};

/** What DNS has of the level's own key for the domain; none: it has no key. */
async function ownKeys(
  { services, person: { actor } }: Invocation,
  level: Level,
  name: string,
): Promise<readonly DkimCheck[]> {
  const keys = await listDkimKeys(services, actor, { level });
  const own = keys.filter((key) => key.domain === name);
  return Promise.all(own.map((key) => checkDkimKey(services, actor, { level, domain: key.domain })));
}

function checkLines(check: DomainCheck, { command, texts, person }: Invocation): readonly string[] {
  switch (check.outcome) {
    case 'no-server':
      return [texts.domain.noServer];
    case 'no-sender':
      return [texts.domain.noSender(code(`${command.name} domain example.com`))];
    case 'checked':
      return [
        texts.domain.through(code(check.relay)),
        ...check.findings.map(({ state, says, cure, publish }) =>
          [
            `${MARKS[state]} ${escapeMrkdwn(says[person.language])}`,
            ...(cure === null ? [] : [texts.domain.cure(escapeMrkdwn(cure[person.language]))]),
            ...(publish === null ? [] : [texts.domain.publish(code(publish.name), code(publish.value))]),
          ].join('\n'),
        ),
      ];
    default:
      return check satisfies never;
  }
}

function ownKeyLine({ outcome, key }: DkimCheck, { texts }: Invocation): string {
  const good = outcome === 'published';
  const { ownKey, published, publish } = texts.domain;
  const said = `${MARKS[good ? 'good' : outcome === 'dns-failed' ? 'unknown' : 'wrong']} ${ownKey(code(key.selector), key.enabled)} ${published[outcome]}`;
  return good ? said : `${said}\n${publish(code(key.record.name), code(key.record.value))}`;
}

const MARKS: Readonly<Record<DomainFinding['state'], string>> = {
  good: ':white_check_mark:',
  advice: ':information_source:',
  wrong: ':x:',
  unknown: ':grey_question:',
};
