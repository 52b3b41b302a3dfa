export const thing = 'intake';
