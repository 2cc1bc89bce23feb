/// What the tables of model, structure and results have room for.
///
/// The sizes are those of sets that are one number, and of memory that lies within a value, so that
/// an event costs no allocation. They are checked where a model is compiled: beyond them an element
/// would be lost, or the process would end.
package enum ModelCeiling: String, Sendable, Hashable, CaseIterable {
  /// `Facts` has a bit for each role below those of other facts, `ResultFields` a number for each.
  case roles
  /// `CompiledModel.Element` has a bit for each child of an element.
  case children
  /// `Place` has the number of each numbered element that is open.
  case numberedLevels = "numbered elements within each other"
  /// `StructureValidator` has a frame for each open element that is not a leaf.
  case openElements = "elements within each other that are no leaves"
  /// `RuleWatches` has a bit for each rule about what a result holds.
  case rules

  package var maximum: Int {
    switch self {
    case .roles: 32
    case .children, .rules: 64
    case .numberedLevels: 4
    case .openElements: 16
    }
  }

  /// Throws if this is more than there is room for.
  package func check(_ actual: Int, at path: @autoclosure () -> String) throws(ModelError) {
    if actual > maximum { throw ModelError(ceiling: self, path: path(), actual: actual) }
  }
}
