export const concurrent = {
  changed: 'Not saved yet: another user made changes in the meantime',
  changedText:
    'Choose the value to keep for each field. You can still edit the form. Then save again.',
  deleted: 'Not saved: another user deleted or renamed this object in the meantime',
  deletedText: 'What you entered stays in the form.',
  before: 'Before: {{value}}',
  mine: 'Your value: {{value}}',
  unchanged: 'Keep the earlier value: {{value}}',
  theirs: 'Other user’s value: {{value}}',
  draft: {
    title: 'There is another version of this form',
    text: 'It was saved <age></age> from another tab, another browser, or an earlier visit. Your entries here aren’t saved as a draft until you choose a version.',
    mine: 'You’re editing your version. The other version was saved <age></age>.',
    theirs: 'You’re editing the other version, saved <age></age>.',
    keepMine: 'Use my version',
    takeTheirs: 'Use the other version',
  },
  none: 'not set',
  allMine: 'Keep all your values',
  allTheirs: 'Use all of the other user’s values',
}
