/** Texts of lists that the server could not read completely. */
export const partial = {
  title: 'This list is incomplete.',
  text: 'Your scope is limited, so the console filters this list for you, but it checks only the first {{read}} of {{total}} entries. The other {{rest}} weren’t checked and aren’t shown, even if they are in your scope.',
}
