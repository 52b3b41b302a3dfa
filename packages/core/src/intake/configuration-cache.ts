import type { AlertRule } from '../alerts/alert-rule.ts';
import type { PlanContext } from '../alerts/plan-deliveries.ts';
import type { RuleStore } from '../alerts/rule-store.ts';
import type { Silence } from '../alerts/silence.ts';
import type { SilenceStore } from '../alerts/silence-store.ts';
import { toAppError } from '../kernel/errors.ts';
import { levelKey, organizationLevel, type Level } from '../kernel/level.ts';
import type { Sealer } from '../kernel/sealer.ts';
import type { ListStore } from '../lists/list-store.ts';
import type { RecipientList } from '../lists/recipient-list.ts';
import type { Organization } from '../organizations/organization.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import { sourceKind } from '../sources/kinds/registry.ts';
import type { LiveSecret, SourceKindDefinition } from '../sources/source-kind.ts';
import { sourceSecretPlace, type Source } from '../sources/source.ts';
import type { SourceStore } from '../sources/source-store.ts';
import { limitsOf, type IntakeLimit } from './intake-limit.ts';
import { planContext } from './plan-context.ts';

/** A source that takes webhooks, with what verifying takes. */
export interface ReadySource {
  readonly id: string;
  readonly level: Level;
  /** How much of it is taken. */
  readonly limits: readonly IntakeLimit[];
  readonly kind: SourceKindDefinition;
  /** The secrets that open. */
  readonly secrets: readonly LiveSecret[];
  /** Ids of the keys that secrets of it are sealed with and that do not open them: no signature can be called wrong meanwhile. */
  readonly closedBy: readonly string[];
}

/** What intake needs to know, as it was at one version. */
export interface Configuration {
  readonly version: number;
  /** Ids of the keys that were not live when it was read: once one of them is, it has to be read again. */
  readonly missingKeyIds: readonly string[];
  /** Null for a source that is not there and for one that is disabled. */
  source(id: string): ReadySource | null;
  /** Whose rules, silences, lists, language and time zone apply to events of the level. */
  planContext(level: Level): PlanContext;
}

/** The configuration in memory, read again when it has changed. */
export interface ConfigurationCache {
  /** @throws AppError `storage-unavailable`. */
  current(): Promise<Configuration>;
}

/** What {@link createConfigurationCache} needs. */
export interface ConfigurationCacheDeps {
  readonly storage: {
    readonly organizations: Pick<OrganizationStore, 'list'>;
    readonly sources: Pick<SourceStore, 'list'>;
    readonly rules: Pick<RuleStore, 'list'>;
    readonly silences: Pick<SilenceStore, 'list'>;
    readonly lists: Pick<ListStore, 'list'>;
    configurationVersion(): Promise<number>;
  };
  readonly sealer: Pick<Sealer, 'open' | 'keyIds'>;
}

/** A cache that has read nothing yet. */
export function createConfigurationCache(deps: ConfigurationCacheDeps): ConfigurationCache {
  let kept: Kept | null = null;

  function read(version: number): Promise<Configuration> {
    const promise = load(deps, version);
    const mine = { version, promise };
    kept = mine;
    promise.catch(() => {
      if (kept === mine) kept = null;
    });
    return promise;
  }

  return {
    async current() {
      // Asked before the lists are read: after a change in between they are too new, never too old.
      const version = await deps.storage.configurationVersion();
      const there = kept;
      if (there?.version !== version) return read(version);
      const configuration = await there.promise;
      // A key file that was put back changes no configuration.
      const opensMore = configuration.missingKeyIds.some((id) => deps.sealer.keyIds.includes(id));
      return opensMore && kept === there ? read(version) : configuration;
    },
  };
}

interface Kept {
  readonly version: number;
  readonly promise: Promise<Configuration>;
}

async function load({ storage, sealer }: ConfigurationCacheDeps, version: number): Promise<Configuration> {
  const [organizations, sources, rules, silences, lists] = await Promise.all([
    storage.organizations.list(),
    storage.sources.list(),
    storage.rules.list(),
    storage.silences.list(),
    storage.lists.list(),
  ]);
  const organizationOf = new Map(organizations.map((one) => [levelKey(organizationLevel(one.id)), one]));
  const ready = sources
    .filter(({ state }) => state === 'enabled')
    .map((source) => ({
      ...openSource(source, sealer),
      limits: limitsOf(source, organizationOf.get(levelKey(source.level)) ?? null),
    }));
  const byId = new Map(ready.map((source) => [source.id, source]));
  const closedBy = new Set(ready.flatMap((source) => source.closedBy));
  return {
    version,
    missingKeyIds: [...closedBy].filter((id) => !sealer.keyIds.includes(id)),
    source: (id) => byId.get(id) ?? null,
    planContext: planContexts({ organizations, rules, silences, lists }),
  };
}

/** A source whose secret does not open stays in the list, so that its sender is told to come back instead of being refused. */
function openSource(
  { id, level, kind, secrets }: Source,
  sealer: Pick<Sealer, 'open'>,
): Omit<ReadySource, 'limits'> {
  const opened: LiveSecret[] = [];
  const closedBy: string[] = [];
  for (const { id: secretId, sealed } of secrets) {
    try {
      opened.push({ id: secretId, secret: sealer.open(sealed, sourceSecretPlace(id, secretId)) });
    } catch (error) {
      const { code } = toAppError(error);
      if (code !== 'key-missing' && code !== 'seal-broken') throw error;
      closedBy.push(sealed.keyId);
    }
  }
  return { id, level, kind: sourceKind(kind), secrets: opened, closedBy };
}

/** Contexts are made when first asked for: most levels of thousands have no source, and compiling rules costs. */
function planContexts({
  organizations,
  rules,
  silences,
  lists,
}: {
  readonly organizations: readonly Organization[];
  readonly rules: readonly AlertRule[];
  readonly silences: readonly Silence[];
  readonly lists: readonly RecipientList[];
}): (level: Level) => PlanContext {
  const byId = new Map(organizations.map((organization) => [organization.id, organization]));
  const rulesOf = Map.groupBy(rules, ({ level }) => levelKey(level));
  const silencesOf = Map.groupBy(silences, ({ level }) => levelKey(level));
  const listsOf = Map.groupBy(lists, ({ level }) => levelKey(level));
  const contexts = new Map<string, PlanContext>();

  return (level) => {
    const key = levelKey(level);
    const organization = level.kind === 'host' ? null : (byId.get(level.organizationId) ?? null);
    const context =
      contexts.get(key) ??
      planContext({
        level,
        organization,
        rules: rulesOf.get(key) ?? [],
        silences: silencesOf.get(key) ?? [],
        lists: listsOf.get(key) ?? [],
      });
    contexts.set(key, context);
    return context;
  };
}
