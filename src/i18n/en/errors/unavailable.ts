/**
 * Why the account's backend does not answer an action. `reason` completes a sentence ("Not
 * available: …"); `what` and `next` replace a page or a list.
 */
export const unavailable = {
  title: 'Not available in this account',
  reason: {
    notOnBareCluster: 'a Kubernetes cluster without a cloud provider can’t do this',
    noRegistry: 'this account has no registry',
    noPrometheus: 'this account has no Prometheus',
    notPermitted: 'this account’s credentials don’t permit this',
    limitedToNamespaces: 'this account is limited to chosen namespaces',
    notEnforced: 'this account’s registry doesn’t enforce this setting',
    notYet: 'Gantry can’t do this with this account’s backend yet',
    notImplemented: 'this account’s backend doesn’t support this',
  },
  what: {
    notOnBareCluster: 'A Kubernetes cluster without a cloud provider can’t do this.',
    noRegistry: 'This account has no registry.',
    noPrometheus: 'This account has no Prometheus.',
    notPermitted: 'This account’s credentials don’t permit this.',
    limitedToNamespaces: 'This account is limited to chosen namespaces.',
    notEnforced: 'This account’s registry doesn’t enforce this setting.',
    notYet: 'Gantry can’t do this with this account’s backend yet.',
    notImplemented: 'This account’s backend doesn’t support this.',
  },
  next: {
    notOnBareCluster: 'Use your cloud provider’s own tools, or choose another account.',
    noRegistry: 'Ask an administrator to add a registry to the account, or choose another account.',
    noPrometheus:
      'Ask an administrator to add a Prometheus server to the account, or choose another account.',
    notPermitted: 'Ask an administrator to extend the permissions of the account’s credentials.',
    limitedToNamespaces: 'Choose an account for the whole cluster.',
    notEnforced: 'Change it in the registry’s own configuration.',
    notYet: 'Use kubectl for it, or choose another account.',
    notImplemented: 'Choose another account.',
  },
}
