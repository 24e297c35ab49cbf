/**
 * The required shape of the Chinese texts: exactly the English keys, except `…_one`, since Chinese
 * has one plural form.
 */
export type Texts<T> = {
  [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Texts<T[K]>
}
