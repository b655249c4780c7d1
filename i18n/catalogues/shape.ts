/** The same keys with any words: what a further language must have to stand beside Persian. */
export type Like<T> = { readonly [K in keyof T]: T[K] extends string ? string : Like<T[K]> };
