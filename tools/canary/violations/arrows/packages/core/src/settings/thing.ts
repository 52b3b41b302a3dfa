export const thing = 'settings';
