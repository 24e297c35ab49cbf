export const signIn = {
  title: 'Sign in to Gantry',
  again: 'Your session has ended',
  againText:
    'Sign in again as {{user}} to continue. Anything you entered on this page is kept for {{user}}.',
  newTabText: 'The sign-in opens in a new tab. This page continues when you’re done.',
  withPassword: 'Use a password instead',
  other: 'Another user has signed in',
  otherText:
    '{{other}} has signed in to Gantry in this browser. This page belongs to {{user}}, so it no longer loads or changes anything.',
  unknownOtherText:
    'Another user has signed in to Gantry in this browser. This page belongs to {{user}}, so it no longer loads or changes anything.',
  otherKept:
    'Saved drafts of {{user}} are kept until {{user}} signs in again. Anything else entered on this page is lost when the page reloads.',
  asUser: 'Sign in as {{user}}',
  continueAs: 'Continue as {{other}}',
  reload: 'Reload the page',
  lead: 'Console for the Tencent Cloud Container Service API 2.0',
  user: 'User name',
  password: 'Password',
  submit: 'Sign in',
  singleSignOn: 'Sign in with single sign-on',
  confirm: 'Confirm it’s you',
  confirmText: 'Managing users requires a recent sign-in. Enter your password to continue.',
  confirmSsoText:
    'Managing users requires a recent sign-in. Sign in again in a new tab; this page then continues.',
  confirmedByOther:
    'The sign-in in the new tab was by another user. Sign in as {{user}} to continue.',
  continue: 'Continue',
  wrongPassword: 'The password is wrong',
  missingUser: 'Enter your user name',
  missingPassword: 'Enter your password',
  or: 'or',
  newTab: {
    title: 'You’re signed in',
    text: 'You’re signed in as {{user}}. Return to the other tab, where you can continue; you can close this one.',
    failed: 'Sign-in not confirmed',
    otherText:
      'You signed in as {{other}}, but this browser is signed in to Gantry as {{user}}. Nothing has changed in the other tab.',
    again: 'Sign in again',
  },
}
