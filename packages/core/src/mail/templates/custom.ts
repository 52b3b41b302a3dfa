import { situationTemplate } from './situation-template.ts';

/** An event with free content. Its first line is the title. */
export const customTemplate = situationTemplate('custom', { custom: 'custom' }, { titleSaysWhy: true });
