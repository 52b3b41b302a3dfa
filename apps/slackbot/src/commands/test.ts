import {
  createArrivalLink,
  isMailAddress,
  linkPath,
  MINUTE,
  testSettings,
  updateLinkReply,
  viewSettings,
  type DiagnosisStage,
  type Level,
  type TestWatch,
} from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import type { Message } from '../blocks/message.ts';
import { shorten } from '../blocks/shorten.ts';
import { arrivalReply } from '../links/link-reply.ts';
import type { MessagePlace } from '../live-message.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import type { Invocation, Outcome, Subcommand } from './subcommand.ts';
import { tooManyWords } from './too-many-words.ts';
import { finishedMessage, runningMessage, type TestScene } from './test-message.ts';

/** `test [ADDRESS]`: the settings against the real server, stage by stage; with an address it ends with a real mail. */
export const test: Subcommand = {
  word: 'test',
  aliases: ['tester', 'essai'],
  summary: {
    en: 'Tests the settings against the real server, stage by stage. With an address, a real mail is sent; a draft that passes becomes active.',
    fr: 'Teste les paramètres avec le vrai serveur, étape par étape. Avec une adresse, un vrai message part ; un brouillon qui réussit devient actif.',
  },
  usage: 'test [ADDRESS] [host | org NAME]',
  examples: [
    {
      words: 'test you@example.com',
      meaning: { en: 'everything, with a mail to you', fr: 'tout, avec un message pour vous' },
    },
    {
      words: 'test org acme',
      meaning: {
        en: 'up to the sender, without a mail',
        fr: 'jusqu’à l’expéditeur, sans envoyer de message',
      },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, words, texts, person, services } = invocation;
    const [first, ...more] = words;
    const address = first?.text;
    const example = code(`${command.name} test you@example.com`);
    if (more.length > 0) return tooManyWords(invocation, { words: more, example: 'test you@example.com' });
    if (address !== undefined && !isMailAddress(address))
      return { kind: 'problem', problem: texts.test.notAnAddress(code(shorten(address, 60)), example) };
    const found = await findLevel(invocation, 'test');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const before = await viewSettings(services, person.actor, { level });
    const scene: TestScene = {
      name: organization?.name ?? texts.view.host,
      address: address ?? null,
      lineOf: linesOf(command, organization),
      hasLink: address !== undefined && services.publicUrl !== null,
      activeBefore: before.active?.number ?? null,
    };
    return runTest(invocation, { level, scene });
  },
};

async function runTest(
  invocation: Invocation,
  { level, scene }: { readonly level: Level; readonly scene: TestScene },
): Promise<Outcome> {
  const { texts, person, services, show } = invocation;
  const { language, actor } = person;
  const stages: DiagnosisStage[] = [];
  const arrival = arrivalLinks(invocation, level);
  const outcome = await testSettings(services, actor, {
    level,
    language,
    ...(scene.address === null ? {} : { to: scene.address }),
    ...(arrival === null ? {} : { arrivalUrl: arrival.url }),
    onStage(stage) {
      stages.push(stage);
      show(runningMessage(stages, { scene, texts }));
    },
  });
  if (outcome.outcome === 'too-often') {
    const minutes = Math.ceil(outcome.wait / MINUTE);
    return { kind: 'problem', problem: texts.test.tooOften(minutes) };
  }
  const message = finishedMessage(outcome, { scene, texts, language });
  const settled = async (at: MessagePlace): Promise<void> => arrival?.told({ ...at, message });
  return { kind: 'answer', message, settled };
}

/** Makes the link of the test mail, and remembers the message that is changed when it is used. Null: there are no pages. */
function arrivalLinks(
  { services, person: { actor, language } }: Invocation,
  level: Level,
): {
  readonly url: NonNullable<TestWatch['arrivalUrl']>;
  readonly told: (message: MessagePlace & { readonly message: Message }) => Promise<void>;
} | null {
  const { publicUrl } = services;
  if (publicUrl === null) return null;
  let linkId: string | null = null;
  return {
    async url(mail) {
      const reply = arrivalReply.write({ told: null });
      const { id, token } = await createArrivalLink(services, actor, { level, ...mail, language, reply });
      linkId = id;
      return `${publicUrl}${linkPath(token)}`;
    },
    async told(message) {
      if (linkId !== null)
        await updateLinkReply(services, { id: linkId, reply: arrivalReply.write({ told: message }) });
    },
  };
}
