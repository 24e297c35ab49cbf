import type { ActionName } from '../../../src/contract/index'

/**
 * Differences between the responses for real clusters and the API document, for
 * docs/kubernetes-actions.md.
 */
export const differences: { readonly [N in ActionName]?: string } = {
  DescribeCluster:
    'A cluster is a context of the kubeconfig; its name is the context’s unless ModifyClusterAttributes set one. `status` is Abnormal when the API server has not answered for 60 s. `clusterCIDR` is the smallest block around the pod CIDRs of all nodes. VPC and project are empty. `unavailableAccessTypes` lists the access types that services of the cluster cannot have.',
  DescribeClusterInstances:
    '`instanceId` is the last part of the provider’s ID where that begins with `ins-`, otherwise the node’s name. Kubernetes knows nothing of billing: both pay modes are 0, and there is no deadline. DiskPressure is shown as OutOfDisk.',
  DrainClusterNode:
    'Cordons the node and evicts its pods, also those of StatefulSets and Jobs. DaemonSet, mirror and finished pods stay. An eviction that a disruption budget refuses is repeated. `requestId` names the task, which continues after a restart of Gantry; uncordoning the node ends it. `OwnerKind` is empty for a pod that nothing replaces.',
  DeleteClusterInstances:
    'Only with `nodeDeleteMode` RemoveOnly: drains the nodes, then deletes them from the cluster. A node whose kubelet still runs registers again.',
  DescribeClusterTaskResult:
    '`reason` names the pods that a drain waits for, or says why it failed.',
  ModifyClusterAttributes:
    'Kept in the annotations `gantry.io/cluster-name` and `gantry.io/cluster-description` of the namespace `kube-system`.',
  CheckClusterCIDR:
    'Compares with the addresses of nodes, pods and Services in the region. The VPC is the one of DescribeVpcEx.',
  DescribeClusterRequestLimitInfo:
    'Requests and limits of all pods that have not finished. `totalCpu` and `totalMem` are the capacity of the nodes; GPUs are those of `nvidia.com/gpu`. `otherPods` lists pods of no service, such as those of DaemonSets, StatefulSets and Jobs.',
  DescribeZones:
    'The zones of the nodes, by their label `topology.kubernetes.io/zone`; a zone’s ID is its name.',
  DescribeVpcEx: 'One entry that stands for the clusters’ network; its ID can be configured.',
  DescribeSubnetEx: 'One entry that stands for the clusters’ network; its ID can be configured.',
  DescribeSecurityGroupEx: 'One entry, which protects nothing; its ID can be configured.',
  DescribeKeyPairs: 'One entry, which opens nothing; its ID can be configured.',
  DescribeProject: 'The default project, 0.',
  DescribeInstances: 'The nodes of the region’s clusters. Bandwidth and billing are not known.',
  DescribeCbsStorages:
    'PersistentVolumeClaims. `storageId` is the claim’s name, which `cbsDiskId` takes; `storageName` has its namespace too, and `storageType` is the storage class. A claim is attached while a pod mounts it.',
  ModifyClusterNodeLabel:
    'Replaces the labels of users. Labels below `kubernetes.io` and `k8s.io` stay, and are refused as parameters.',
  DescribeClusterService:
    'Every Deployment is a service, also those that other tools made. `lbId` is the UID of the Kubernetes Service of type LoadBalancer; `accessType` may be NodePort, is SvcLBTypeInner for load balancers with the annotations that are configured for the cluster, and is None where no Service leads to the pods.',
  DescribeClusterServiceInfo:
    '`kept`, which the document lacks, lists the settings that the API cannot express, with references in place of values: environment variables from other sources or with other names, gRPC probes, numbers outside the API’s limits, other kinds of volumes, ConfigMaps without a list of keys, claims of several replicas, other affinities, ports of other protocols, and expressions in the selector. `managers` names autoscalers, owners and tools such as Helm or Argo CD that may undo a change. `kubernetesServices` lists the Services that lead to the pods; `isShared` marks those that lead to other pods too. A ConfigMap `app-3` is version `3` of the configuration `app`, and `app` its version `current`.',
  DescribeClusterServiceText: 'The live objects.',
  DescribeServiceInstance:
    'Pods of the Deployment’s ReplicaSets. Evicted and completed pods are not instances. Sidecars are listed as containers.',
  DescribeInstanceLog:
    'At most 10,000 lines and 1 MiB of each container, 200 lines if `tail` is absent.',
  DescribeServiceEvent: 'As long as the API server keeps events, one hour by default.',
  CreateClusterService:
    'A Deployment, and a Service unless `accessType` is None or there are no ports: both or none, also after a crash in between. `cbsDiskId` names a PersistentVolumeClaim of the namespace. ClusterIP with node ports is a Service of type NodePort. SvcLBTypeInner is a Service of type LoadBalancer with the annotations that are configured for the cluster, and is refused where none are; `unavailableAccessTypes` in DescribeCluster says so.',
  ModifyClusterService:
    'Replaces what the API can express and leaves everything else of the Deployment and its Service, also the settings in `kept`, as long as the request does not name them. `delayTime` 0 keeps a longer delay than the API has. A value for a variable that comes from a reference is refused. `accessType` None deletes the Services that lead to the pods, and is refused if one leads to other pods too. ClusterIP with node ports is a Service of type NodePort. A paused service keeps its replicas until it is resumed.',
  DeleteClusterService:
    'Deletes the Deployment, and the Services that select only its pods; `kubernetesServices` in DescribeClusterServiceInfo lists them, and those that stay. The service is listed until its instances have ended.',
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
    'Restores the configuration before the last update that was more than a restart, and a second rollback the present one. The pod template comes from its ReplicaSet; access, ports, strategy, `minReadySeconds`, description and replicas, if the update changed them, come from the annotation `gantry.io/previous`. After an update by another tool only the pod template returns. A paused service is resumed.',
}
