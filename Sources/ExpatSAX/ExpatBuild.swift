import CExpat

/// Whether this Expat was built to keep the bytes around an event, as nearly all are.
let keepsInputAtHand: Bool = {
  var feature = unsafe XML_GetFeatureList()
  // The list ends with a feature of its own.
  while let entry = unsafe feature, unsafe entry.pointee.feature != XML_FEATURE_END {
    if unsafe entry.pointee.feature == XML_FEATURE_CONTEXT_BYTES {
      return unsafe entry.pointee.value > 0
    }
    unsafe feature = entry + 1
  }
  return false
}()

/// The version of the Expat library that runs, for example `expat_2.5.0`.
public var expatVersion: String {
  guard let version = unsafe XML_ExpatVersion() else { return "expat" }
  return unsafe String(cString: version)
}
