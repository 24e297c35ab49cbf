import { diskSizes, maxBandwidth } from '../../../src/contract/tables/limits'
import type { Difference } from './difference'

const effects = 'server/cloud/endpoint/effects.test.ts'
const samples = 'server/cloud/endpoint/samples.test.ts'
const values = 'server/cloud/endpoint/values.test.ts'
const contract = 'src/contract/contract.test.ts'

/** Differences in parameters and response fields. */
export const parameters: readonly Difference[] = [
  {
    about: 'CreateCluster, AddClusterInstances: `bandwidth`',
    document: 'Required in the table; the text gives the default 0.',
    ours: 'Required.',
    why: 'The table is the more precise of the two.',
    test: contract,
  },
  {
    about: 'AddClusterInstances: `goodsNum`',
    document: 'Required, with the default 1.',
    ours: 'Optional, with the default 1.',
    why: 'A default has no other meaning.',
    test: effects,
  },
  {
    about: 'CreateCluster: `clusterCIDR`',
    document: 'Must not overlap the VPC or another cluster.',
    ours: 'Also within a private range, with a mask of 10 to 24, and without host bits.',
    why: 'Smaller ranges have no room for nodes; the API’s successor has the same rule (api-facts.md 1.3).',
    test: 'src/contract/rules/cidr.test.ts',
  },
  {
    about: 'CreateCluster, AddClusterInstances: `storageSize`, `bandwidth`',
    document: 'Refers to other pages for the maximum.',
    ours: `At most ${diskSizes.data.max} GB, and ${maxBandwidth.time} Mbps or ${maxBandwidth.traffic} Mbps if traffic is billed.`,
    why: 'The vendor’s pages on disks and bandwidth give these numbers.',
    test: values,
  },
  {
    about: 'CreateClusterService, ModifyClusterService: `nodePort`',
    document: 'Without a range.',
    ours: '30000 to 32767; 0 or absent: allocated.',
    why: 'Kubernetes’ default, which the vendor’s console has too (api-facts.md 6).',
    test: 'src/contract/rules/rules.test.ts',
  },
  {
    about: 'Health checks: `healthNum`',
    document: 'Default 3; a liveness check accepts only 1.',
    ours: 'Default 1 for liveness checks, 3 for readiness checks.',
    why: 'The documented default would be refused.',
    test: 'server/cloud/endpoint/declaredDefaults.test.ts',
  },
  {
    about: 'Health checks: `intervalTime`, `timeOut`',
    document: 'Without a default.',
    ours: 'Default 10 s and 2 s.',
    why: 'The first is Kubernetes’ default; its second, 1 s, is below the documented minimum.',
    test: 'server/cloud/endpoint/differences.test.ts',
  },
  {
    about: 'Names of resources',
    document: 'Only the rule for service names.',
    ours: 'Namespaces follow Kubernetes, triggers the vendor’s console, repositories and tags the registry protocol. Cluster names have no control characters.',
    why: 'The systems behind the API have these rules.',
    test: 'server/cloud/endpoint/badInput.test.ts',
  },
  {
    about: 'AddClusterInstancesFromExistedCvm: `password`',
    document: 'Has a rule for Windows machines.',
    ours: 'Windows machines are never added: the response reports them as failed. The rule is in the contract as `windowsPassword`.',
    why: 'Clusters have the operating systems CentOS and Ubuntu only.',
    test: 'server/cloud/simulation/areas/clusters/nodes.test.ts',
  },
  {
    about: 'DescribeClusterInstances: `namespace`',
    document: 'Defaults to `default`.',
    ours: 'Accepted, without effect.',
    why: 'Nodes belong to no namespace.',
    test: samples,
  },
  {
    about: 'ModifyClusterNodeLabel: `labels`',
    document: 'Required.',
    ours: 'Required; an empty value removes all labels.',
    why: 'Otherwise no call could remove the last label.',
    test: effects,
  },
  {
    about: 'CreateCluster: `clusterId`; AddClusterInstances: `instanceIds`',
    document: 'Int in the tables of responses.',
    ours: 'A string; a list of strings.',
    why: 'As in the samples and in clients (api-facts.md 4.7).',
    test: samples,
  },
  {
    about: 'AddClusterInstancesFromExistedCvm: `instanceIds`',
    document: 'String.',
    ours: 'A list of strings.',
    why: 'As in the sample.',
    test: samples,
  },
  {
    about:
      'DescribeCluster: `updatedAt`; GetRepositoryInfo: `favorCount`; DescribeClusterServiceInfo: `regionId`',
    document: 'Int; String; String.',
    ours: 'A time as text; a number; a number.',
    why: 'As in the samples.',
    test: samples,
  },
  {
    about: 'Fields without a value',
    document: 'Samples leave some out.',
    ours: 'Every documented field is in every response: an empty text, 0 or an empty list, and `null` for an object that doesn’t apply.',
    why: 'Clients read them always.',
    test: contract,
  },
  {
    about: 'DeleteInstances: `successList`, `failedMap`',
    document: 'Beside `code` in the sample.',
    ours: 'Beside `code` and inside `data`.',
    why: 'Clients read them in either place.',
    test: effects,
  },
  {
    about: 'Quota of clusters',
    document: '5 for an account.',
    ours: '5 for an account in all regions.',
    why: 'The vendor’s page on purchases says 5 for a region; the document wins.',
    test: values,
  },
]
