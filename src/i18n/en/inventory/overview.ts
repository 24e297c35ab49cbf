/** Texts of the overview page. */
export const overview = {
  title: 'Overview',
  problems: 'Problems',
  unreadable: 'Couldn’t load the overview',
  estate: 'All accounts and regions',
  limited: 'Limited to what your access covers.',
  column: {
    object: 'Object',
    problem: 'Problem',
    location: 'Location',
    since: 'Since',
    next: 'Next step',
  },
  unknownSince: 'before the first read',
  endpoint: 'Endpoint',
  notAnswering: 'Not answering',
  down: '0 of {{desired}} instances running',
  running: '{{current}} of {{desired}} instances running',
  stuck: 'not finished after {{duration}}',
  next: {
    service: 'Open instances',
    rollout: 'Open service',
    node: 'Open node',
    cluster: 'Open cluster',
    task: 'Open failed tasks',
    endpoint: 'Check accounts',
  },
  shown: 'Showing the {{shown}} most urgent of {{total}} problems.',
  showMore: 'Show more',
  well: {
    title: 'All is well',
    text: 'No failing services, nodes or tasks in any account or region.',
  },
  soFar: {
    title: 'No problems so far',
    text: 'Not everything has been read, so there may be problems that aren’t listed.',
  },
  noClusters: {
    title: 'No clusters yet',
    text: 'A cluster is a group of machines that run services. Create one to begin.',
    action: 'Go to clusters',
  },
  guide: {
    title: 'Welcome to Gantry',
    account:
      'An account is one set of credentials with the regions that it can reach. Everything in Gantry belongs to an account and a region; the fields at the top select them.',
    connect:
      'To connect an account, list it in the file that <code>GANTRY_ACCOUNTS</code> names. Gantry’s documentation, <code>docs/configuration.md</code>, describes the fields.',
    accounts: 'See the connected accounts',
    simulation: 'Three things to try in the simulation',
    try: {
      break:
        'Break a service: change its image to a tag named <code>crash</code>, and watch it appear on this page.',
      push: 'Push a tag: open a repository, push a tag to it, and see which services its triggers update.',
      find: 'Find anything: press <kbd>/</kbd> and enter an IP address or a part of a name.',
    },
    services: 'Services',
    registry: 'Registry',
    search: 'Search',
    dismiss: 'Hide this guide',
  },
}
