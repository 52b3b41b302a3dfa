import type { Administration } from './people/administration.ts';
import type { Languages } from './people/languages.ts';
import type { Services } from './services.ts';

/** What every line is answered with, made once per process. */
export interface Desk {
  readonly services: Services;
  readonly languages: Languages;
  readonly administration: Administration;
}
