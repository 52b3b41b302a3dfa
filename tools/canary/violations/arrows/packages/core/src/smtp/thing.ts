export const thing = 'smtp';
