/// The capacities of the tables of model, structure and results.
///
/// They are the sizes of sets stored in one number, and of inline memory, so that an event costs no
/// allocation. They are checked when a model is compiled: beyond them an element would be lost, or
/// the process would end.
package enum ModelCeiling: String, Sendable, Hashable, CaseIterable {
  /// `Facts` has a bit for each role, below the bits of other facts; `ResultFields` has a number
  /// for each.
  case roles
  /// `CompiledModel.Element` has a bit for each child of an element.
  case children
  /// `Place` holds the number of each open numbered element.
  case numberedLevels = "numbered elements within each other"
  /// `StructureValidator` has a frame for each open element that is not a leaf.
  case openElements = "elements within each other that are no leaves"
  /// `RuleWatches` has a bit for each rule about the contents of a result.
  case rules

  package var maximum: Int {
    switch self {
    case .roles: 32
    case .children, .rules: 64
    case .numberedLevels: 4
    case .openElements: 16
    }
  }

  /// Throws if a count exceeds this ceiling.
  package func check(_ actual: Int, at path: @autoclosure () -> String) throws(ModelError) {
    if actual > maximum { throw ModelError(ceiling: self, path: path(), actual: actual) }
  }
}
