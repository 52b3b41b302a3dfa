import type { Named } from '../../../events/automation-event.ts';
import { findEventType } from '../../../events/catalogue.ts';
import { cleanBlock } from '../../../events/clean-block.ts';
import { cleanLink } from '../../../events/clean-link.ts';
import { EVENT_CAPS } from '../../../events/event-caps.ts';
import { describeFields } from '../describe-fields.ts';
import { namedThing, type EventReading } from '../event-reading.ts';
import { listFacts, textFact } from '../facts.ts';
import { flattenData } from '../flatten-data.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { lenient } from '../lenient.ts';
import { parseSeverity } from '../parse-severity.ts';
import { incidentNews } from './incident-news.ts';
import type { SystemMessage } from './system-message.ts';

/** Names under which senders commonly say the same few things. */
const NAMES = {
  severity: ['severity', 'Severity', 'level'],
  message: ['message', 'Message', 'description'],
  title: ['title', 'Title', 'subject', 'summary'],
  process: ['process', 'processName', 'ProcessName'],
  robot: ['robot', 'robotName', 'RobotName'],
  queue: ['queue', 'queueName', 'QueueName'],
  folder: ['folder', 'folderName', 'FolderName'],
  tenant: ['tenant', 'tenantName', 'TenantName'],
  machine: ['machine', 'machineName', 'MachineName', 'host'],
  state: ['state', 'State', 'status', 'Status'],
  link: ['url', 'link'],
} as const;

const line = lenient.line();
const block = lenient.block();

/** What can honestly be said of a message whose type has no reader of its own: common names, and the rest in words. */
export function readOther({ type, data, timestamp }: SystemMessage): EventReading {
  const severity = parseSeverity(lineOf(data, NAMES.severity));
  const process = thingOf(data, NAMES.process);
  const title = lineOf(data, NAMES.title);
  const link = lineOf(data, NAMES.link);
  return {
    ...(severity === null ? {} : { severity }),
    tenant: thingOf(data, NAMES.tenant),
    folder: thingOf(data, NAMES.folder),
    process,
    robot: thingOf(data, NAMES.robot),
    queue: thingOf(data, NAMES.queue),
    machine: lineOf(data, NAMES.machine),
    subject: title ?? process?.name ?? null,
    facts: listFacts(textFact('state', lineOf(data, NAMES.state))),
    detail: detailOf(data),
    link: link === null ? null : cleanLink(link),
    trouble: incidentNews(data, {
      severity: severity ?? findEventType(type)?.severity ?? 'info',
      at: timestamp,
    }),
    data: flattenData(data),
  };
}

/** Shown in their own places, so the detail does not say them again. */
const SHOWN: ReadonlySet<string> = new Set(Object.values(NAMES).flat());

function detailOf(data: JsonObject): string | null {
  const message = NAMES.message.map((name) => block.parse(data[name])).find((text) => text !== null) ?? null;
  const rest = describeFields(data, SHOWN);
  if (message === null || rest === null) return message ?? rest;
  return cleanBlock(`${message}\n\n${rest}`, EVENT_CAPS.detailBytes);
}

function lineOf(data: JsonObject, names: readonly string[]): string | null {
  return names.map((name) => line.parse(data[name])).find((text) => text !== null) ?? null;
}

/** A thing by its name alone, or as `{id, name}`. */
function thingOf(data: JsonObject, names: readonly string[]): Named | null {
  const object = names.map((name) => data[name]).find(isJsonObject);
  if (object !== undefined) return namedThing(line.parse(object['id']), line.parse(object['name']));
  const name = lineOf(data, names);
  return namedThing(null, name);
}
