import { createSecretLink, FIELDS, fieldOf, isSecretKey, linkPath, type SecretKey } from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import { openButton } from '../blocks/open-button.ts';
import { plainText } from '../blocks/plain-text.ts';
import { secretReply } from '../links/link-reply.ts';
import type { ProblemText } from '../messages/problem-text.ts';
import { fieldNamed } from '../words/read-assignments.ts';
import { writeLine } from '../words/write-line.ts';
import { findLevel } from './find-level.ts';
import type { Invocation, Outcome, Subcommand } from './subcommand.ts';

/** `secret FIELD`: a page of the gateway on which this person enters a secret, which no chat is to see. */
export const secret: Subcommand = {
  word: 'secret',
  aliases: [],
  summary: {
    en: 'Gives you a page to enter a password or another secret on. It works once, for ten minutes.',
    fr: 'Vous donne une page où saisir un mot de passe ou un autre secret. Elle fonctionne une fois, dix minutes.',
  },
  usage: 'secret FIELD [host | org NAME]',
  examples: [
    {
      words: 'secret smtp-password',
      meaning: { en: 'the password for the mail server', fr: 'le mot de passe du serveur de messagerie' },
    },
    {
      words: 'secret oauth-client-secret org acme',
      meaning: { en: 'acme’s secret of the OAuth client', fr: 'le secret du client OAuth de acme' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { texts, person, services, responseUrl } = invocation;
    const named = secretNamed(invocation);
    if ('problem' in named) return { kind: 'problem', problem: named.problem };
    if (services.publicUrl === null) return { kind: 'problem', problem: texts.link.noAddress };
    const found = await findLevel(invocation, `secret ${fieldOf(named.key).name}`);
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const { token } = await createSecretLink(services, person.actor, {
      level,
      field: named.key,
      language: person.language,
      reply: secretReply.write({ responseUrl: responseUrl?.expose() ?? null }),
    });
    const title = texts.view.title(organization?.name ?? texts.view.host);
    const lines = [
      texts.link.enter(code(fieldOf(named.key).name)),
      texts.link.rules,
      ...(isEncrypted(services.publicUrl) ? [] : [texts.link.notEncrypted]),
      texts.link.afterwards,
    ];
    return {
      kind: 'answer',
      message: {
        text: plainText(lines),
        blocks: [
          header(title),
          ...sections(lines),
          openButton(texts.link.open, `${services.publicUrl}${linkPath(token)}`),
        ],
      },
    };
  },
};

/** The field that is named, or what is wrong; nothing is repeated that may be a secret. */
function secretNamed({
  command,
  words,
  texts: { link, list },
}: Invocation): { readonly key: SecretKey } | { readonly problem: ProblemText } {
  const [first, ...more] = words.map(({ text }) => text);
  const example = (name: string) => code(`${command.name} ${writeLine(['secret', name])}`);
  if (first === undefined) return { problem: link.fieldMissing(example('smtp-password')) };
  const [name = '', value] = first.split('=');
  const key = fieldNamed(name);
  if (value !== undefined || more.length > 0) {
    const known = key !== null && isSecretKey(key) ? fieldOf(key).name : 'smtp-password';
    return { problem: link.typed(example(known)) };
  }
  if (key === null) {
    const names = FIELDS.filter(({ kind }) => kind === 'secret').map((field) => code(field.name));
    return { problem: link.unknownSecret(list(names)) };
  }
  if (isSecretKey(key)) return { key };
  const field = fieldOf(key);
  // A certificate does not fit on a line.
  const line = writeLine(['set', field.name, field.example.includes('\n') ? '…' : field.example]);
  return { problem: link.noSecret(code(field.name), code(`${command.name} ${line}`)) };
}

/** HTTPS, or a way that does not leave the machine. */
function isEncrypted(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
