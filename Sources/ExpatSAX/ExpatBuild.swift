import CExpat

/// Whether this Expat was built to keep the bytes around an event in memory. Nearly all builds are.
let keepsInputAtHand: Bool = {
  var feature = unsafe XML_GetFeatureList()
  // A special feature marks the end of the list.
  while let entry = unsafe feature, unsafe entry.pointee.feature != XML_FEATURE_END {
    if unsafe entry.pointee.feature == XML_FEATURE_CONTEXT_BYTES {
      return unsafe entry.pointee.value > 0
    }
    unsafe feature = entry + 1
  }
  return false
}()

/// The version of the Expat library in use, for example `expat_2.5.0`.
public var expatVersion: String {
  guard let version = unsafe XML_ExpatVersion() else { return "expat" }
  return unsafe String(cString: version)
}
