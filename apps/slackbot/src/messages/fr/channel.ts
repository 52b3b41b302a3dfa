import type { ChannelTexts } from '../channel-texts.ts';

/** French. */
export const channelFr: ChannelTexts = {
  title: (level) => `Canal : ${level}`,
  bound: (level, channel) =>
    `:link: *${channel} est désormais le canal de ce niveau : ${level}.* Les échecs de son courrier y sont annoncés, et une ligne tapée là sans nommer de niveau porte sur lui.`,
  unchanged: (level, channel) =>
    `${channel} est déjà le canal de ce niveau (${level}), rien n’a donc été fait.`,
  movedFrom: (channel) => `Auparavant, c’était ${channel}.`,
  inviteFirst: (channel, invite) =>
    `:warning: *Je ne suis pas encore dans ${channel}* et ne peux donc pas y écrire. Tapez-y ${invite} ; ce qui arrive d’ici là est conservé et annoncé ensuite.`,
  unbound: (level, channel) =>
    `:broken_chain: *${channel} n’est plus le canal de ce niveau : ${level}.* Ses incidents sont conservés et seront annoncés dès qu’il aura de nouveau un canal.`,
  notBound: (level) => `Ce niveau (${level}) n’a pas de canal, rien n’a donc été fait.`,
  announcement: (level) =>
    `:link: Ce canal est désormais celui de ce niveau : ${level}. J’y annonce les échecs de son courrier, les sources devenues muettes, et le retour à la normale.`,
  toldIn: (channel) => `canal ${channel}`,
  incomplete: (example) => ({
    what: 'La ligne ne dit pas à qui ce canal doit appartenir, rien n’a donc été fait.',
    next: `Nommez l’organisation, ou \`host\` : ${example}`,
  }),
  noChannelHere: (example) => ({
    what: 'Ceci est une conversation et non un canal, rien n’a donc été fait.',
    next: `Tapez-la dans le canal, ou nommez-en un : ${example}`,
  }),
  taken: (channel, other) => ({
    what: `${channel} appartient déjà à ${other ?? 'un autre niveau'}, rien n’a donc été fait.`,
    next: 'Un canal appartient à un seul niveau. Prenez-en un autre, ou détachez d’abord celui-ci.',
  }),
  nothingBoundHere: (example) => ({
    what: 'Ce canal n’est lié à rien que vous administriez, rien n’a donc été fait.',
    next: `Nommez l’organisation : ${example}`,
  }),
};
