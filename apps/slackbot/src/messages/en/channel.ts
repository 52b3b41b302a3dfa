import type { ChannelTexts } from '../channel-texts.ts';

/** English. */
export const channelEn: ChannelTexts = {
  title: (level) => `Channel of ${level}`,
  bound: (level, channel) =>
    `:link: *${channel} is the channel of ${level} now.* It is told there when mail fails, and a line typed there that names no level is about it.`,
  unchanged: (level, channel) => `${channel} is the channel of ${level} already, so nothing was done.`,
  movedFrom: (channel) => `Before, it was ${channel}.`,
  inviteFirst: (channel, invite) =>
    `:warning: *I am not in ${channel} yet*, so I cannot write there. Type ${invite} in it; what happens until then is kept and told afterwards.`,
  unbound: (level, channel) =>
    `:broken_chain: *${channel} is no longer the channel of ${level}.* Its incidents are kept, and told once it has a channel again.`,
  notBound: (level) => `There is no channel of ${level}, so nothing was done.`,
  announcement: (level) =>
    `:link: This channel belongs to ${level} now. I tell here when its mail fails, when a source falls silent, and when it is well again.`,
  toldIn: (channel) => `channel ${channel}`,
  incomplete: (example) => ({
    what: 'The line does not say whose channel this is to be, so nothing was done.',
    next: `Name the organization, or \`host\`: ${example}`,
  }),
  noChannelHere: (example) => ({
    what: 'This is a conversation and no channel, so nothing was done.',
    next: `Type it in the channel, or name one: ${example}`,
  }),
  taken: (channel, other) => ({
    what: `${channel} is the channel of ${other ?? 'somebody else'} already, so nothing was done.`,
    next: 'A channel belongs to one level. Take another one, or unbind this one first.',
  }),
  nothingBoundHere: (example) => ({
    what: 'This channel is bound to nothing that you administer, so nothing was done.',
    next: `Name the organization: ${example}`,
  }),
};
