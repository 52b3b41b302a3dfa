import { describe, expect, it } from 'vitest';
import { audienceOf, EVENT_TYPES, findEventType } from './catalogue.ts';

describe('the catalogue of event types', () => {
  it('names every type once, however its case is written', () => {
    const types = EVENT_TYPES.map(({ type }) => type.toLowerCase());
    expect(new Set(types).size).toBe(types.length);
  });

  it.each(EVENT_TYPES.map((eventType) => [eventType.type, eventType.name] as const))(
    'names %s in both languages, differently',
    (_type, name) => {
      expect(name.en).not.toBe('');
      expect(name.fr).not.toBe('');
      expect(name.fr).not.toBe(name.en);
    },
  );

  it('knows what UiPath calls a failure', () => {
    expect(findEventType('job.faulted')?.severity).toBe('error');
    expect(findEventType('schedule.failed')?.severity).toBe('error');
    expect(findEventType('queueItem.transactionAbandoned')?.severity).toBe('warn');
  });

  it('accepts a type that it does not know, for rules', () => {
    expect(findEventType('job.teleported')).toBeNull();
    expect(audienceOf('job.teleported')).toBe('rules');
  });

  it('keeps password recovery to its addressee, whatever case the sender writes it in', () => {
    expect(audienceOf('Account.Password-Recovery')).toBe('addressee');
  });

  it('keeps connection tests to rules that spell them out', () => {
    expect(audienceOf('ping')).toBe('exact-rules');
  });
});
