/**
 * Shape that the Chinese texts must have: every key of the English ones and no other. Chinese has one
 * plural form, so the keys `…_one` have no counterpart.
 */
export type Texts<T> = {
  [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Texts<T[K]>
}
