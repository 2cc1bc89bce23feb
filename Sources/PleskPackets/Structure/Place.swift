/// A place in a packet, cheap to copy: its path is built only when a finding needs it.
package struct Place: Sendable, Hashable {
  /// The element, as an index in the model.
  package var element: CompiledModel.Index
  /// The numbers of the numbered elements on the path to it, outermost first.
  package var ordinals: SIMD4<Int>
  /// The position; line and column may not be resolved yet.
  package var location: Location

  package init(element: CompiledModel.Index, ordinals: SIMD4<Int>, location: Location) {
    self.element = element
    self.ordinals = ordinals
    self.location = location
  }
}
