import { help } from './help.ts';
import { deliveries } from './alerts/deliveries.ts';
import { explain } from './alerts/explain.ts';
import { quarantine } from './alerts/quarantine.ts';
import { incidents } from './alerts/incidents.ts';
import { lists } from './alerts/lists.ts';
import { recipients } from './alerts/recipients.ts';
import { ruleForm } from './alerts/rule-form.ts';
import { rules } from './alerts/rules.ts';
import { silences } from './alerts/silences.ts';
import { admins } from './admins/admins.ts';
import { claim } from './admins/claim.ts';
import { activate } from './activate.ts';
import { audit } from './audit.ts';
import { canary } from './canary.ts';
import { domain } from './domain.ts';
import { edit } from './edit.ts';
import { history } from './history.ts';
import { secret } from './secret.ts';
import { set } from './set.ts';
import type { SlashCommand } from './subcommand.ts';
import { lock } from './lock.ts';
import { maintenance } from './maintenance.ts';
import { orgs } from './orgs.ts';
import { reset } from './reset.ts';
import { rollback } from './rollback.ts';
import { test } from './test.ts';
import { unlock } from './unlock.ts';
import { unset } from './unset.ts';
import { view } from './view.ts';

/** Every slash command with its words, in the order that help shows them. */
export const COMMANDS: readonly SlashCommand[] = [
  {
    name: '/email-settings',
    description: 'Mail settings: look at them, change them, test them',
    whenEmpty: 'view',
    subcommands: [
      view,
      edit,
      set,
      secret,
      unset,
      reset,
      test,
      canary,
      domain,
      activate,
      history,
      rollback,
      lock,
      unlock,
      maintenance,
      orgs,
      admins,
      claim,
      audit,
      help,
    ],
  },
  {
    name: '/email-alerts',
    description: 'Alerts by mail: rules, and what became of each mail',
    whenEmpty: 'deliveries',
    subcommands: [
      deliveries,
      rules,
      ruleForm,
      recipients,
      lists,
      silences,
      explain,
      quarantine,
      incidents,
      { ...help, examples: help.examples.slice(0, 1) },
    ],
  },
];
