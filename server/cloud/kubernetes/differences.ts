import type { ActionName } from '../../../src/contract/index'

/**
 * Differences between the responses for real clusters and the API document, for
 * docs/kubernetes-actions.md.
 */
export const differences: { readonly [N in ActionName]?: string } = {
  DescribeCluster:
    'A cluster is a context of the kubeconfig; its name is the context’s. `status` is Abnormal when the API server has not answered for 60 s. `clusterCIDR` is the smallest block around the pod CIDRs of all nodes. VPC, project and description are empty.',
  DescribeClusterInstances:
    '`instanceId` is the last part of the provider’s ID where that begins with `ins-`, otherwise the node’s name. Kubernetes knows nothing of billing: both pay modes are 0, and there is no deadline. DiskPressure is shown as OutOfDisk.',
  DrainClusterNode:
    'Cordons the node and evicts its pods, also those of StatefulSets and Jobs. DaemonSet, mirror and finished pods stay. An eviction that a disruption budget refuses is repeated. `requestId` names the task, which continues after a restart of Gantry; uncordoning the node ends it. `OwnerKind` is empty for a pod that nothing replaces.',
  DeleteClusterInstances:
    'Only with `nodeDeleteMode` RemoveOnly: drains the nodes, then deletes them from the cluster. A node whose kubelet still runs registers again.',
  DescribeClusterTaskResult:
    '`reason` names the pods that a drain waits for, or says why it failed.',
  ModifyClusterNodeLabel:
    'Replaces the labels of users. Labels below `kubernetes.io` and `k8s.io` stay, and are refused as parameters.',
  DescribeClusterService:
    'Every Deployment is a service, also those that other tools made. `lbId` is the UID of the Kubernetes Service of type LoadBalancer; `accessType` may be NodePort, and is None where no Service leads to the pods.',
  DescribeClusterServiceInfo:
    'Environment variables whose value comes from elsewhere, gRPC probes, volumes of other kinds than the API’s and affinities that it cannot express are not returned; DescribeClusterServiceText has them. A ConfigMap `app-3` is version `3` of the configuration `app`, and `app` its version `current`.',
  DescribeClusterServiceText: 'The live objects.',
  DescribeServiceInstance:
    'Pods of the Deployment’s ReplicaSets. Evicted and completed pods are not instances. Sidecars are listed as containers.',
  DescribeInstanceLog:
    'At most 10,000 lines and 1 MiB of each container, 200 lines if `tail` is absent.',
  DescribeServiceEvent: 'As long as the API server keeps events, one hour by default.',
  CreateClusterService:
    'A Deployment, and a Service unless `accessType` is None or there are no ports: both or none, also after a crash in between. `cbsDiskId` names a PersistentVolumeClaim of the namespace. SvcLBTypeInner is refused.',
  ModifyClusterService:
    'Replaces what the API can express and leaves everything else of the Deployment and its Service. A paused service keeps its replicas until it is resumed.',
  DeleteClusterService:
    'Deletes the Deployment, and its Service unless that also selects another Deployment. The service is listed until its instances have ended.',
  ModifyServiceLabels:
    'Labels of the Deployment. Labels that the API cannot spell, such as `app.kubernetes.io/name`, stay.',
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
