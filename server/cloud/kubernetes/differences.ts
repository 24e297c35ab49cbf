import type { ActionName } from '../../../src/contract/index'

/** How the answers on a cluster differ from the API document, for docs/kubernetes-actions.md. */
export const differences: { readonly [N in ActionName]?: string } = {
  DescribeCluster:
    'A cluster is a context of the kubeconfig; its name is the context’s. `status` is Abnormal when the API server has not answered for 60 s. `clusterCIDR` is the smallest block around the pod CIDRs of all nodes. VPC, project and description are empty.',
  DescribeClusterInstances:
    '`instanceId` is the last part of the provider’s ID where that begins with `ins-`, otherwise the node’s name. Kubernetes knows nothing of billing: both pay modes are 0, and there is no deadline. DiskPressure is shown as OutOfDisk.',
  ModifyClusterNodeLabel:
    'Replaces the labels of users. Labels below `kubernetes.io` and `k8s.io` stay, and are refused as parameters.',
  DescribeClusterService:
    'Every Deployment is a service, also those that other tools made. `lbId` is the UID of the Kubernetes Service of type LoadBalancer; `accessType` may be NodePort, and is None where no Service leads to the pods.',
  DescribeClusterServiceInfo:
    'Environment variables whose value comes from elsewhere, gRPC probes and volumes of other kinds than the API’s are not returned; DescribeClusterServiceText has them. Affinities are not returned yet.',
  DescribeClusterServiceText: 'The live objects.',
  DescribeServiceInstance:
    'Pods of the Deployment’s ReplicaSets. Evicted and completed pods are not instances. Sidecars are listed as containers.',
  DescribeInstanceLog:
    'At most 10,000 lines and 1 MiB of each container, 200 lines if `tail` is absent.',
  DescribeServiceEvent: 'As long as the API server keeps events, one hour by default.',
  DeleteInstances:
    'Pods that no Deployment would replace are left alone and named in `failedMap`. Disruption budgets are ignored.',
  ModifyServiceReplicas:
    'The replicas of a paused service are kept in the annotation `gantry.io/replicas` and applied when it is resumed.',
  ModifyClusterServiceImage: 'Changes the images and nothing else.',
  ModifyServiceDescription: 'Kept in the annotation `description`.',
  ModifyNamespaceDescription: 'Kept in the annotation `description`.',
  CreateClusterNamespace: 'The description is kept in the annotation `description`.',
  DeleteClusterNamespace: '`kube-public` and `kube-node-lease` are protected too.',
  RedeployClusterService:
    'Sets the annotation `kubectl.kubernetes.io/restartedAt`. Images are pulled again only where `imagePullPolicy` is Always.',
  RollBackClusterService:
    'Returns to the pod template of the newest earlier revision that differs by more than a restart. Replicas, ports, strategy and `minReadySeconds` stay, because Kubernetes keeps no history of them. A paused service is resumed.',
}
