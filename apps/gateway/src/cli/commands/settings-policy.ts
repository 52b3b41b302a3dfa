import { changePolicy, fieldOf, viewSettings, HOST } from '@postern/core';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { wholeNumber } from '../list-options.ts';
import { printJson } from '../print.ts';
import { printTable } from '../print-table.ts';

interface PolicyOptions {
  readonly requireSecureConnection?: string;
  readonly allowedFromDomains?: string;
  readonly allowedPorts?: string;
  readonly allowedServers?: string;
  readonly privateNetworks?: string;
  readonly fallback?: string;
  readonly json?: boolean;
}

/** Adds `settings policy`: what the host imposes on organizations, beyond locks. */
export function addPolicyCommand(settings: Command, context: CommandContext): void {
  settings
    .command('policy')
    .description('show or set the floors of the host; lists are comma-separated, empty lifts them')
    .option('--require-secure-connection <on|off>', 'organizations’ own connections must be secure')
    .option('--allowed-from-domains <list>', 'From domains over the host’s relay')
    .option('--allowed-ports <list>', 'ports of organizations’ own servers')
    .option('--allowed-servers <list>', 'organizations’ own servers: names, *.wildcards, addresses, CIDR')
    .option('--private-networks <list>', 'where those may be besides the public internet: addresses, CIDR')
    .option(
      '--fallback <on|off>',
      'organizations may fall back to the host’s relay while their server is out of reach',
    )
    .option('--json', 'print the policy as JSON')
    .action(async (options: PolicyOptions) => {
      const services = await context.services();
      const change = policyChange(options);
      const policy =
        Object.keys(change).length > 0
          ? (await changePolicy(services, context.actor, change)).policy
          : (await viewSettings(services, context.actor, { level: HOST })).policy;
      if (options.json === true) {
        printJson(context.io, policy);
        return;
      }
      printTable(
        context.io,
        ['policy', 'value'],
        [
          ['locked fields', policy.locks.map((key) => fieldOf(key).name).join(', ') || '–'],
          ['secure connection required', policy.requireSecureConnection ? 'on' : 'off'],
          ['allowed From domains', policy.allowedFromDomains.join(', ') || 'any'],
          ['allowed ports', policy.allowedPorts.join(', ') || 'any'],
          ['allowed servers', policy.allowedServers.join(', ') || 'any'],
          ['private networks', policy.privateNetworks.join(', ') || 'none'],
          ['fallback to the host’s relay', policy.fallback ? 'allowed' : 'off'],
        ],
      );
    });
}

function policyChange(options: PolicyOptions) {
  const {
    requireSecureConnection,
    allowedFromDomains,
    allowedPorts,
    allowedServers,
    privateNetworks,
    fallback,
  } = options;
  return {
    ...(requireSecureConnection === undefined ? {} : { requireSecureConnection }),
    ...(allowedFromDomains === undefined ? {} : { allowedFromDomains: words(allowedFromDomains) }),
    ...(allowedPorts === undefined ? {} : { allowedPorts: words(allowedPorts).map(wholeNumber) }),
    ...(allowedServers === undefined ? {} : { allowedServers: words(allowedServers) }),
    ...(fallback === undefined ? {} : { fallback }),
    ...(privateNetworks === undefined ? {} : { privateNetworks: words(privateNetworks) }),
  };
}

function words(list: string): string[] {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
