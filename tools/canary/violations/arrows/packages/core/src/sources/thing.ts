export const thing = 'sources';
