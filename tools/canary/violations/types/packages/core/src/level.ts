export type Level = 'host' | 'organization';
