import { vocabularies } from '../../contract/tables/vocabularies'

/** Meanings of the API's words, as GET /api/contract publishes them. */
export const vocabulary = {
  clusterStatus: vocabularies.clusterStatus,
  serviceStatus: vocabularies.serviceStatus,
  nodeDeleteMode: vocabularies.nodeDeleteMode,
  cvmType: vocabularies.cvmType,
  bandwidthType: vocabularies.bandwidthType,
  accessType: vocabularies.accessType,
  updateStrategy: vocabularies.updateStrategy,
  volumeType: vocabularies.volumeType,
  checkType: vocabularies.checkType,
  checkMethod: vocabularies.checkMethod,
  networkPayMode: vocabularies.networkPayMode,
  objType: vocabularies.objType,
}
