/** The type of the failures with which validators refuse; the refusals are its first detail. */
export const refusedFailure = 'refused';
