import { setMaintenance, showMaintenance, type MaintenanceMode } from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import { buttons } from '../blocks/line-button.ts';
import { header, section } from '../blocks/message-blocks.ts';
import { plainText } from '../blocks/plain-text.ts';
import { shorten } from '../blocks/shorten.ts';
import { writeLine } from '../words/write-line.ts';
import type { Outcome, Subcommand } from './subcommand.ts';

/** What people type for each mode. */
const MODES: ReadonlyMap<string, MaintenanceMode> = new Map(
  Object.entries({
    on: 'suspended',
    suspended: 'suspended',
    oui: 'suspended',
    draining: 'draining',
    vidange: 'draining',
    off: 'off',
    non: 'off',
  } as const),
);
const WORDS: Readonly<Record<MaintenanceMode, string>> = {
  suspended: 'on',
  draining: 'draining',
  off: 'off',
};

/** `maintenance [on | draining | off]`: holds all mail, for system administrators; without a word, says how it is. */
export const maintenance: Subcommand = {
  word: 'maintenance',
  aliases: ['entretien'],
  summary: {
    en: 'Holds all mail while the platform is worked on, or lets it go again. Nothing is lost.',
    fr: 'Retient tout le courrier pendant des travaux, ou le laisse repartir. Rien n’est perdu.',
  },
  usage: 'maintenance [on | draining | off]',
  examples: [
    {
      words: 'maintenance on',
      meaning: { en: 'take reports, hold all mail', fr: 'accepter les signalements, retenir le courrier' },
    },
  ],
  audience: 'administrators',
  async run({ command, words, level, texts, person, services }): Promise<Outcome> {
    if (level?.kind === 'organization') {
      const line = writeLine(['maintenance', ...words, 'host']);
      return { kind: 'problem', problem: texts.system.hostOnly(code(`${command.name} ${line}`)) };
    }
    const [first] = words;
    const asked = first === undefined ? null : MODES.get(first.text.toLowerCase());
    if (asked === undefined || words.length > 1) {
      const typed = words.map(({ text }) => text).join(' ');
      const example = code(`${command.name} maintenance on`);
      return { kind: 'problem', problem: texts.system.unknownMode(code(shorten(typed, 60)), example) };
    }
    const mode =
      asked === null
        ? await showMaintenance(services, person.actor)
        : (await setMaintenance(services, person.actor, { mode: asked })).after;
    const others = (['off', 'draining', 'suspended'] as const).filter((other) => other !== mode);
    const row = person.actor.roles.systemAdministrator
      ? others.map((other) => ({
          text: texts.system.modeButtons[other],
          line: { command: command.name, typed: `maintenance ${WORDS[other]}` },
        }))
      : [];
    return {
      kind: 'answer',
      message: {
        text: plainText([texts.system.modes[mode]]),
        blocks: [header(texts.system.maintenanceTitle), section(texts.system.modes[mode]), ...buttons(row)],
      },
    };
  },
};
