/** What an end user is told, where several statuses say the same. `{provider}` and `{resource}` are filled in later. */
export const SAY = {
  done: 'Done.',
  unreachable: '{provider} is temporarily unreachable. Please try again in a few minutes.',
  checkInput: 'We could not complete this {resource} request. Please check what you entered.',
  moved: '{provider} has moved this {resource}. Please try again shortly.',
  inProgress: 'Your request is still in progress.',
  noAnswer: 'We could not reach {provider}. Please try again.',
  setUp: 'This app could not talk to {provider} because of a set-up problem. Please contact support.',
  tooSlow:
    '{provider} is taking too long to answer. Please check whether it went through before trying again.',
  trouble: '{provider} is having trouble. Please try again later.',
  tooMany: 'Too many requests right now. Please wait a moment and try again.',
  blockedByNetwork:
    'Your network is blocking the connection. Please sign in to the network or contact your administrator.',
  busy: '{provider} is very busy or under maintenance. Please try again in a few minutes.',
  unusableAnswer: '{provider} gave an answer we could not use. Please try again later.',
  certificateRefused: '{provider} did not accept our security certificate. Please contact support.',
  sessionExpired: 'Your session has expired. Please sign in again.',
  inUse: 'This {resource} is in use right now. Please try again in a moment.',
  changed: 'This {resource} changed while you were working on it. Please refresh and try again.',
  sessionTooLarge: 'This request carries too much session data. Please sign out and in again.',
  stopped: 'The request was stopped before it finished. Please try again.',
} as const;
