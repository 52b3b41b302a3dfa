import { systemTimers } from '@postern/core';
import type { Container } from './container.ts';
import { onceATurn } from './once-a-turn.ts';

/** The same container; the configuration's version, which every request and every delivery asks for, is asked once a turn. */
export function withVersionOnceATurn(container: Container): Container {
  const configurationVersion = onceATurn(() => container.storage.configurationVersion(), systemTimers);
  return { ...container, storage: { ...container.storage, configurationVersion } };
}
